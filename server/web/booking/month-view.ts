import type { DayOffer } from '../../domain/booking/slots.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { dateFormatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

export interface DayCell {
  /** of its month */
  readonly date: string;
  /** what there is to know of it in a word; null: nothing is, beyond its look */
  readonly label: string | null;
  readonly look: 'open' | 'full' | 'closed';
  /** null: nothing to choose on that day */
  readonly href: string | null;
  readonly current: boolean;
  /** the whole, for whoever does not see the calendar */
  readonly spoken: string;
}

export interface MonthView {
  readonly title: string;
  /** from Monday to Sunday; null: not of this month, or not offered */
  readonly weeks: readonly (readonly (DayCell | null)[])[];
}

const aMonday = '2026-11-23';
const daysOfWeek = 7;

/** 0: Monday */
const weekdayOf = (date: string) => (new Date(noonOf(date)).getUTCDay() + 6) % daysOfWeek;

/** Monday to Sunday, each in a word. */
export function weekdaysOf({ locale }: PageContext): string[] {
  const { weekday } = dateFormatting(locale);
  const monday = noonOf(aMonday);
  return Array.from({ length: daysOfWeek }, (_, at) => weekday(monday + at * dayLong));
}

/** Days in their months: the weeks that any of them is in, whole. Days follow each other. */
export function monthsOf(
  days: readonly DayOffer[],
  { locale }: PageContext,
  cell: (day: DayOffer) => DayCell,
): MonthView[] {
  const { month } = dateFormatting(locale);
  const months = new Map<string, (DayCell | null)[][]>();
  for (const offered of days) {
    const name = offered.date.slice(0, 7);
    const weeks = months.get(name) ?? [];
    months.set(name, weeks);
    const at = weekdayOf(offered.date);
    let week = weeks.at(-1);
    if (week === undefined || at === 0) {
      week = Array.from({ length: daysOfWeek }, () => null);
      weeks.push(week);
    }
    week[at] = cell(offered);
  }
  return [...months].map(([name, weeks]) => ({ title: month(noonOf(`${name}-15`)), weeks }));
}
