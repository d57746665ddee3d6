import { addWorkingDays, isWorkingDay } from '../calendar/business-day.ts';
import { minute } from '../calendar/durations.ts';
import { addDays, instantOf, localDate } from '../calendar/local-time.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Site } from '../catalogue/site.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';

/** What can be booked at an instant. Dates are the site's local ones, instants epoch ms. */
export interface BookingWindow {
  readonly today: string;
  readonly firstDate: string;
  readonly lastDate: string;
  /** a slot that starts earlier than this cannot be booked any more */
  readonly earliestStart: number;
}

/** The bookable days and the notice at `now`. Before the release hour the furthest day is still yesterday's. */
export function bookingWindow(site: Site, calendar: PublishedCalendar, now: number): BookingWindow {
  const { rules, timeZone } = site;
  const today = localDate(now, timeZone);
  const released = rules.releaseAt === null || now >= instantOf(today, rules.releaseAt, timeZone);
  return {
    today,
    firstDate: addWorkingDays(calendar, today, rules.firstWorkingDay),
    lastDate: addWorkingDays(calendar, released ? today : addDays(today, -1), rules.lastWorkingDay),
    earliestStart: now + rules.noticeMinutes * minute,
  };
}

/** The instant (epoch ms) at which a local date opens for booking. */
export function opensForBookingAt(site: Site, calendar: PublishedCalendar, date: string): number {
  const { rules, timeZone } = site;
  const target =
    isWorkingDay(calendar, date) || rules.lastWorkingDay === 0 ? date : addWorkingDays(calendar, date, 1);
  const day = addWorkingDays(calendar, target, -rules.lastWorkingDay);
  return instantOf(day, rules.releaseAt ?? '00:00', timeZone);
}

/** Whether a slot that starts at `start` on the local date `date` may be booked; refuses with too_early or too_late. */
export function inWindow(window: BookingWindow, date: string, start: number): Outcome<null> {
  if (date > window.lastDate) return refuse('too_early', { last: window.lastDate });
  if (date < window.firstDate) return refuse('too_late', { first: window.firstDate });
  return start < window.earliestStart ? refuse('too_late') : accept(null);
}
