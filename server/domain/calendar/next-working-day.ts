import type { Site } from '../catalogue/site.ts';
import { addWorkingDays } from './business-day.ts';
import { instantOfMinutes, localDate } from './local-time.ts';
import { openingOn } from './opening-hours.ts';
import type { PublishedCalendar } from './published-calendar.ts';

/** Working days that are looked at for one with hours; a site that has none for so long has none. */
const daysAhead = 60;

/**
 * When the next working day ends at a site (epoch ms): the last closing of the first working day after that of `now` on which it is open.
 * A site without hours has until midnight of the next working day.
 */
export function endOfNextWorkingDay(site: Site, calendar: PublishedCalendar, now: number): number {
  const today = localDate(now, site.timeZone);
  let date = today;
  for (let ahead = 0; ahead < daysAhead; ahead += 1) {
    date = addWorkingDays(calendar, date, 1);
    const closes = openingOn(site, calendar, date).sessions.at(-1)?.closes;
    if (closes !== undefined) return closes;
  }
  return instantOfMinutes(addWorkingDays(calendar, today, 1), 1440, site.timeZone);
}
