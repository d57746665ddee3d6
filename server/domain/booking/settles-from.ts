import { addWorkingDays } from '../calendar/business-day.ts';
import { instantOf } from '../calendar/local-time.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';

/** Early enough to hear of it within the office day. Local time of the site. */
const settledAt = '09:00';

/** From when on the site's rule settles bookings of a local date that do not fit, epoch ms. */
export function settlesFrom(
  { rules, timeZone }: Pick<Site, 'rules' | 'timeZone'>,
  calendar: PublishedCalendar,
  day: string,
): number {
  return instantOf(addWorkingDays(calendar, day, -rules.unsettledDays), settledAt, timeZone);
}
