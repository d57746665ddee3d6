import type { ConflictAsk } from '../../domain/booking/capacity-conflicts.ts';
import { publishedCalendar } from '../../domain/catalogue/build-catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';

/** A site as bookings meet it: without services that are switched off everywhere. An inactive site is answered too. */
export function siteAsUsed(records: CatalogueRecords, code: string): Site | null {
  const site = records.sites.find((one) => one.code === code);
  if (site === undefined) return null;
  const active = new Set(records.services.filter((service) => service.active).map((service) => service.code));
  return { ...site, services: site.services.filter((line) => active.has(line.service)) };
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
