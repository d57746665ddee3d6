import type { ConflictAsk } from '../../domain/booking/capacity-conflicts.ts';
import { publishedCalendar } from '../../domain/catalogue/build-catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';

/** A site as bookings meet it: without services that are switched off everywhere. An inactive site is answered too. */
export function siteAsUsed(records: CatalogueRecords, code: string): Site | null {
  const site = records.sites.find((one) => one.code === code);
  return site === undefined ? null : asUsed(records, site);
}

/** The same of a site that has been found. */
export function asUsed(records: CatalogueRecords, site: Site): Site {
  const active = activeServices(records.services);
  const services = site.services.filter((line) => active.has(line.service));
  return services.length === site.services.length ? site : { ...site, services };
}

const known = new WeakMap<CatalogueRecords['services'], ReadonlySet<string>>();

/** Codes; looked up once for all sites. */
function activeServices(services: CatalogueRecords['services']): ReadonlySet<string> {
  const before = known.get(services);
  if (before !== undefined) return before;
  const active = new Set(services.filter((service) => service.active).map(({ code }) => code));
  known.set(services, active);
  return active;
}

/** What `capacityConflicts` looks at. `now` in epoch ms. */
export function conflictAsk(records: CatalogueRecords, site: Site, now: number): ConflictAsk {
  return {
    site,
    services: new Map(records.services.filter(({ active }) => active).map((one) => [one.code, one])),
    calendar: publishedCalendar(records.calendarYears),
    now,
  };
}
