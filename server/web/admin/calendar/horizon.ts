import { addDays, daysBetween } from '../../../domain/calendar/local-time.ts';
import type { PublishedCalendar } from '../../../domain/calendar/published-calendar.ts';

/** How far the published calendar reaches. */
export interface Horizon {
  /** last local date that is certain; null: not even today is */
  readonly until: string | null;
  /** less than `warnDays` are left */
  readonly near: boolean;
}

/** Notices come in November: from here on somebody should look for the next one. */
const warnDays = 60;

/** The horizon seen from a local date: years without a gap, from the one of `today` on. */
export function calendarHorizon({ years }: PublishedCalendar, today: string): Horizon {
  let year = Number(today.slice(0, 4));
  if (!years.has(year)) return { until: null, near: true };
  while (years.has(year + 1)) year += 1;
  const until = `${year}-12-31`;
  return { until, near: daysBetween(today, addDays(until, 1)) <= warnDays };
}
