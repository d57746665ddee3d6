import { addWorkingDays } from '../calendar/business-day.ts';
import { instantOf } from '../calendar/local-time.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';

/** Early enough to find a missing seal before the office day ends. Local time of the site. */
const reminderAt = '14:00';

const unpublished: PublishedCalendar = { years: new Set(), days: new Map() };

/**
 * When the reminder of a visit on a local date "YYYY-MM-DD" is due: at `reminderAt` on the working day before it, in the site's zone,
 * epoch ms. Null when that is not after `now`: the booking is then too fresh to be reminded of.
 */
export function reminderTime(
  day: string,
  zone: string,
  now: number,
  calendar: PublishedCalendar = unpublished,
): number | null {
  const due = instantOf(addWorkingDays(calendar, day, -1), reminderAt, zone);
  return due > now ? due : null;
}
