import { localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';

/** The sites with a hall that somebody works at. */
export function sitesOf(catalogue: Catalogue, staff: StaffMember): Site[] {
  return [...catalogue.sites.values()].filter(
    (site) => site.queues.length > 0 && mayWorkAt(staff, site.code),
  );
}

export function today(site: Site, now: number): string {
  return localDate(now, site.timeZone);
}
