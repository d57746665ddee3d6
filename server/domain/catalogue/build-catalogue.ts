import type { PublishedCalendar, PublishedDay } from '../calendar/published-calendar.ts';
import { missingFestivals } from '../calendar/whole-year.ts';
import { bySort } from './by-sort.ts';
import type { Catalogue } from './catalogue.ts';
import type { CalendarYear, CatalogueRecords } from './records.ts';
import type { Site } from './site.ts';

function byCode<T extends { readonly code: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((entry) => [entry.code, entry]));
}

/** The notices as one lookup. A year counts as published when its notice is whole; the days of a part hold all the same. */
export function publishedCalendar(years: readonly CalendarYear[]): PublishedCalendar {
  const days = new Map<string, PublishedDay>();
  for (const { days: named } of years) {
    for (const { date, name, isOffDay } of named) days.set(date, { name, off: isOffDay });
  }
  return {
    years: new Set(years.filter((one) => missingFestivals(one).length === 0).map(({ year }) => year)),
    days,
  };
}

function buildSite(site: Site, services: ReadonlyMap<string, unknown>): Site {
  return {
    ...site,
    services: site.services.filter((line) => services.has(line.service)),
    counters: [...site.counters].sort(bySort),
  };
}

/** A catalogue that was made before, and of what: whatever is the same in the records is the same object in the next one. */
export interface BuiltBefore {
  readonly records: CatalogueRecords;
  readonly catalogue: Catalogue;
}

/** What the product works with: active entries in display order. Pure; a reference to something inactive is left out. */
export function buildCatalogue(records: CatalogueRecords, version: number, before?: BuiltBefore): Catalogue {
  const same = (list: keyof CatalogueRecords): Catalogue | null =>
    before !== undefined && before.records[list] === records[list] ? before.catalogue : null;
  const services =
    same('services')?.services ?? byCode(records.services.filter((service) => service.active).sort(bySort));
  const sitesThat = sitesMaker(records, services, before);
  const sites = sitesThat(true);
  const materials = same('materials')?.materials ?? byCode(records.materials);
  const serviceOrder = new Map([...services.keys()].map((code, index) => [code, index]));
  const place = (service: string) => serviceOrder.get(service) ?? serviceOrder.size;

  return {
    version,
    cities: records.cities,
    sites,
    offSites: sitesThat(false),
    services,
    materials,
    serviceMaterials: records.serviceMaterials
      .filter(
        (line) =>
          line.active &&
          services.has(line.service) &&
          materials.has(line.material) &&
          (line.site === null || sites.has(line.site)),
      )
      .sort((a, b) => place(a.service) - place(b.service) || a.sort - b.sort),
    questions: records.questions
      .filter((question) => question.active && services.has(question.service))
      .sort((a, b) => place(a.service) - place(b.service) || bySort(a, b)),
    calendar: same('calendarYears')?.calendar ?? publishedCalendar(records.calendarYears),
    outlets: records.outlets,
    links: same('links')?.links ?? byCode(records.links),
    notices: records.notices.filter((notice) => sites.has(notice.site)),
    messageTexts: records.messageTexts,
    privacyNotices: records.privacyNotices,
  };
}

/** Sites of which nothing has changed stay what they were: whatever is remembered of them stays good. */
function sitesMaker(
  records: CatalogueRecords,
  services: ReadonlyMap<string, unknown>,
  before: BuiltBefore | undefined,
): (are: boolean) => ReadonlyMap<string, Site> {
  const kept =
    before !== undefined && before.catalogue.services === services
      ? new Map(before.records.sites.map((site) => [site.code, site]))
      : null;
  const made = (site: Site): Site => {
    const known = kept?.get(site.code) === site ? before?.catalogue : undefined;
    const built = known?.sites.get(site.code) ?? known?.offSites.get(site.code);
    return built ?? buildSite(site, services);
  };
  return (are) =>
    byCode(
      records.sites
        .filter((site) => site.active === are)
        .sort(bySort)
        .map(made),
    );
}
