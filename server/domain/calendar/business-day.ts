import { dateOfNumber, dayNumber, weekdayOf } from './local-time.ts';
import type { PublishedCalendar } from './published-calendar.ts';

export interface DayStatus {
  readonly kind: 'working' | 'weekend' | 'holiday' | 'make_up';
  /** what the notice calls the day, e.g. 国庆节 */
  readonly name: string | null;
  /** false: beyond the published notices, open by weekday but not certain */
  readonly published: boolean;
}

/** What the State Council's notices, as far as they are published, say about a local date "YYYY-MM-DD". */
export function dayStatus(calendar: PublishedCalendar, date: string): DayStatus {
  const named = calendar.days.get(date);
  const weekend = weekdayOf(date) > 5;
  const published = named !== undefined || calendar.years.has(+date.slice(0, 4));
  if (named?.off) return { kind: 'holiday', name: named.name, published };
  if (named !== undefined && weekend) return { kind: 'make_up', name: named.name, published };
  return { kind: weekend ? 'weekend' : 'working', name: null, published };
}

export function isWorkingDay(calendar: PublishedCalendar, date: string): boolean {
  const { kind } = dayStatus(calendar, date);
  return kind === 'working' || kind === 'make_up';
}

/** Longest run of days off that is believed; a calendar that says more is broken, and must not loop for ever. */
const longestBreak = 60;

/**
 * The n-th working day after `date` (before it when n is negative); 0 is `date` itself, working or not. Where the calendar names more
 * than 60 days off in a row, the search ends there.
 */
export function addWorkingDays(calendar: PublishedCalendar, date: string, n: number): string {
  const step = n < 0 ? -1 : 1;
  let day = dayNumber(date);
  for (let left = Math.abs(n); left > 0; left -= 1) {
    for (let off = 0; off < longestBreak; off += 1) {
      day += step;
      if (isWorkingDay(calendar, dateOfNumber(day))) break;
    }
  }
  return dateOfNumber(day);
}
