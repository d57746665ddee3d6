import type { Request } from 'express';
import { z } from 'zod';
import { isInstant, localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';

/** The sites with a hall that somebody works at. */
export function sitesOf(catalogue: Catalogue, staff: StaffMember): Site[] {
  return [...catalogue.sites.values()].filter(
    (site) => site.queues.length > 0 && mayWorkAt(staff, site.code),
  );
}

/** The first value of a parameter of the address; empty when there is none. */
export function asked(request: Request, name: string): string {
  const value = request.query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim().slice(0, 200) : '';
}

const calendarDay = z.iso.date();

/** A local date in this millennium; null: it is none. */
export function dateIn(text: string): string | null {
  const read = calendarDay.safeParse(text);
  return read.success && isInstant(Date.parse(read.data)) && read.data < '9000' ? read.data : null;
}

export function today(site: Site, now: number): string {
  return localDate(now, site.timeZone);
}
