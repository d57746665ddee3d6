import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import type { PublicSystem } from './public-system.ts';

/** When each office has its first free time, told before anything is chosen. */
export interface SoonestTimes {
  /** the service that it is told for */
  readonly service: string;
  readonly offices: readonly {
    readonly name: string;
    /** null: nothing is free */
    readonly when: string | null;
    readonly href: string;
  }[];
}

/** More would be a list to search; there is a page for that. */
const mostOffices = 4;

/** null: there is nothing to tell. */
export async function soonestTimes(
  catalogue: Catalogue,
  system: PublicSystem,
  page: PageContext,
): Promise<SoonestTimes | null> {
  const { nextFree } = system;
  const offices = [...catalogue.sites.values()].filter(({ bookable }) => bookable).slice(0, mostOffices);
  const service = commonest(catalogue, offices);
  const name = catalogue.services.get(service ?? '')?.name[page.locale];
  if (nextFree === undefined || service === null || name === undefined) return null;
  const next = await Promise.all(offices.map((site) => nextFree(site, service)));
  return {
    service: name,
    offices: offices.map((site, at) => {
      const start = next[at] ?? null;
      return {
        name: site.name[page.locale],
        when: start === null ? null : formatting(page.locale, site.timeZone).dayTime(start),
        href: paths.book.services({ site: site.code }),
      };
    }),
  };
}

/** Renewal, which comes round for every card; where it is not handled, the first service that all of these offices handle. */
function commonest(catalogue: Catalogue, offices: readonly Site[]): string | null {
  const handled = [...catalogue.services.keys()].filter((code) =>
    offices.every(({ services }) => services.some(({ service }) => service === code)),
  );
  return handled.find((code) => code === 'RENEW') ?? handled[0] ?? null;
}
