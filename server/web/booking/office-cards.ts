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

/** An office beside what makes it better than another for this visit; `partials/booking/offices.ejs`. */
export interface OfficeCard {
  readonly entry: SiteEntry;
  /** its days and times; null: the visit cannot be booked here, `why` says so */
  readonly href: string | null;
  readonly why: string | null;
  /** when it is free next, in words; not `free`: that it is not */
  readonly next: string;
  readonly free: boolean;
  /** of all in its city */
  readonly soonest: boolean;
  /** whether the hall is open, and who waits there; null: nobody is queued there */
  readonly hall: { readonly words: HallWords; readonly waiting: string | null } | null;
  /** materials that only this office asks for */
  readonly adds: string | null;
  readonly chosen: boolean;
}

export interface CityOffices {
  readonly name: string;
  readonly offices: readonly OfficeCard[];
  /** the first free time at any of them, to be taken by one press; null: no two to choose from */
  readonly earliest: {
    readonly action: string;
    readonly start: number;
    readonly when: string;
    readonly office: string;
  } | null;
}

export interface PartnerOffice {
  readonly entry: SiteEntry;
  readonly outlets: readonly OutletEntry[];
}

export interface OfficesView {
  readonly cities: readonly CityOffices[];
  /** they can be sorted by how far they are: of two or more it is known where */
  readonly measurable: boolean;
  /** the offices of every city; null: they are shown */
  readonly allHref: string | null;
  /** offices that cannot be booked here */
  readonly partners: readonly PartnerOffice[];
}

/** The offices of the chosen one's city, or of all. */
export function officesView(step: Step, compared: readonly ComparedSite[]): OfficesView {
  const { catalogue, page, journey, site: chosen } = step;
  const shown = catalogue.cities.filter(({ code }) => chosen === null || chosen.city === code);
  const elsewhere = [...catalogue.sites.values()].some(
    ({ bookable, city }) => bookable && city !== chosen?.city,
  );
  return {
    cities: shown.flatMap((city) => {
      const here = compared.filter(({ site }) => site.city === city.code);
      return here.length === 0 ? [] : [cityView(step, city.name[page.locale], here)];
    }),
    measurable:
      compared.filter(({ site }) => site.position && shown.some(({ code }) => code === site.city)).length > 1,
    allHref:
      chosen !== null && elsewhere
        ? journeyHref(paths.book.time(), { ...journey, site: null, start: null })
        : null,
    partners: shown.flatMap((city) =>
      [...catalogue.sites.values()]
        .filter((site) => site.city === city.code && site.kind === 'partner')
        .map((site) => ({ entry: siteEntry(site, page), outlets: outletsOf(catalogue, city.code, page) })),
    ),
  };
}

function cityView(step: Step, name: string, here: readonly ComparedSite[]): CityOffices {
  const { page, journey } = step;
  const soonest = Math.min(...here.map(({ next }) => next ?? Number.POSITIVE_INFINITY));
  const first = here.find(({ next }) => next === soonest);
  const differ = here.some(({ next }) => next !== soonest);
  const choice = here.filter(({ next }) => next !== null).length > 1;
  return {
    name,
    offices: here.map((one) => cardOf(step, one, differ && one.next === soonest)),
    earliest:
      first === undefined || !choice
        ? null
        : {
            action: journeyHref(paths.book.time(), { ...journey, site: first.site.code, start: null }),
            start: soonest,
            when: formatting(page.locale, first.site.timeZone).dayTime(soonest),
            office: first.site.name[page.locale],
          },
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

function cardOf(step: Step, { site, next, hall, refusal }: ComparedSite, soonest: boolean): OfficeCard {
  const { journey, page } = step;
  const { t, locale } = page;
  const { dayTime } = formatting(locale, site.timeZone);
  // another office has other hours: a start that was chosen before is no longer meant
  const start = journey.site === site.code ? journey.start : null;
  const times = `${journeyHref(paths.book.time(), { ...journey, site: site.code, start })}#offer`;
  return {
    entry: siteEntry(site, page),
    href: refusal === null ? times : null,
    why: refusal === null ? null : t(`refusal.${refusal.code}`),
    next: next === null ? t('book.site.noneFree') : dayTime(next),
    free: next !== null,
    soonest,
    hall: hall === null ? null : hallOf(site, hall, page),
    adds: addsOf(step, site),
    chosen: step.site?.code === site.code,
  };
}

function hallOf(site: Site, hall: NonNullable<ComparedSite['hall']>, page: PageContext): OfficeCard['hall'] {
  const words = hallWords(hall.state, site, page);
  const counted = words.kind !== 'closed' && words.kind !== 'before_opening';
  return { words, waiting: counted ? page.t('book.site.waiting', { count: hall.waiting }) : null };
}
