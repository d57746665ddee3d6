import type { Site } from '../../domain/catalogue/site.ts';
import { formatting } from '../formatting.ts';
import { type HallWords, hallWords } from '../hall-words.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type SiteEntry, siteEntry } from '../public/city-sites.ts';
import { type OutletEntry, outletsOf } from '../public/outlets.ts';
import type { ComparedSite } from './compare-sites.ts';
import { journeyHref } from './journey.ts';
import type { Step } from './journey-step.ts';
import { type StepsView, stepsView } from './steps-view.ts';

export interface SiteChoice {
  readonly entry: SiteEntry;
  /** null: the visit cannot be booked here; `why` says so */
  readonly href: string | null;
  readonly why: string | null;
  readonly next: string;
  /** of all that were compared */
  readonly soonest: boolean;
  /** whether the hall is open, and who waits there; null: nobody is queued there */
  readonly hall: { readonly words: HallWords; readonly waiting: string | null } | null;
  /** materials that only this site asks for */
  readonly adds: string | null;
  readonly chosen: boolean;
}

export interface ChooseSiteView {
  readonly steps: StepsView;
  readonly cities: readonly {
    readonly name: string;
    readonly sites: readonly SiteChoice[];
    readonly partners: readonly { readonly entry: SiteEntry; readonly outlets: readonly OutletEntry[] }[];
  }[];
}

export function chooseSiteView(step: Step, compared: readonly ComparedSite[]): ChooseSiteView {
  const { journey, catalogue, page } = step;
  const all = [...catalogue.sites.values()];
  const cities = catalogue.cities.map((city) => {
    const here = compared.filter(({ site }) => site.city === city.code);
    const soonest = Math.min(...here.map(({ next }) => next ?? Number.POSITIVE_INFINITY));
    return {
      name: city.name[page.locale],
      sites: here.map((one) =>
        choiceOf(step, one, one.next === soonest && here.some(({ next }) => next !== soonest)),
      ),
      partners: all
        .filter((site) => site.city === city.code && site.kind === 'partner')
        .map((site) => ({ entry: siteEntry(site, page), outlets: outletsOf(catalogue, city.code, page) })),
    };
  });
  return {
    steps: stepsView('site', journey, page),
    cities: cities.filter(({ sites, partners }) => sites.length + partners.length > 0),
  };
}

function addsOf({ catalogue, journey, page }: Step, site: Site): string | null {
  const { t, locale } = page;
  const lines = catalogue.serviceMaterials.filter(
    (line) => line.site === site.code && journey.services.some(({ code }) => code === line.service),
  );
  const names = new Set(
    lines.flatMap(({ material }) => catalogue.materials.get(material)?.name[locale] ?? []),
  );
  return names.size === 0
    ? null
    : t('service.siteAdds', { materials: [...names].join(t('book.listSeparator')) });
}

function choiceOf(step: Step, { site, next, hall, refusal }: ComparedSite, soonest: boolean): SiteChoice {
  const { journey, page } = step;
  const { t, locale } = page;
  const { dayTime } = formatting(locale, site.timeZone);
  // another site has other hours: a start that was chosen before is no longer meant
  const start = journey.site === site.code ? journey.start : null;
  return {
    entry: siteEntry(site, page),
    href: refusal === null ? journeyHref(paths.book.time(), { ...journey, site: site.code, start }) : null,
    why: refusal === null ? null : t(`refusal.${refusal.code}`),
    next: next === null ? t('book.site.noneFree') : dayTime(next),
    soonest,
    hall: hall === null ? null : hallOf(site, hall, page),
    adds: addsOf(step, site),
    chosen: journey.site === site.code,
  };
}

function hallOf(site: Site, hall: NonNullable<ComparedSite['hall']>, page: PageContext): SiteChoice['hall'] {
  const words = hallWords(hall.state, site, page);
  const counted = words.kind !== 'closed' && words.kind !== 'before_opening';
  return { words, waiting: counted ? page.t('book.site.waiting', { count: hall.waiting }) : null };
}
