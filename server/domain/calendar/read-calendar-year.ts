import type { CalendarDayRecord, CalendarYear } from '../catalogue/records.ts';
import { dateOfNumber, dayNumber } from './local-time.ts';

/** A year's notice, or why the file is none. */
export type ReadCalendarYear =
  | { readonly ok: true; readonly value: CalendarYear }
  | {
      readonly ok: false;
      readonly problem: CalendarProblem;
      /** the date or text that it is about */
      readonly found: string;
    };

/** What is wrong with a file: the year, the list of days, or one of the days. */
export const calendarProblems = [
  'calendar_no_year',
  'calendar_no_days',
  'calendar_bad_date',
  'calendar_other_year',
  'calendar_no_name',
  'calendar_no_mark',
  'calendar_twice',
] as const;
export type CalendarProblem = (typeof calendarProblems)[number];

/**
 * Reads a year in the format of the holiday-cn project. Its days are those that the notice of that year names, so some may fall in the
 * December before.
 */
export function readCalendarYear(given: unknown): ReadCalendarYear {
  const { year, days } = (typeof given === 'object' && given !== null ? given : {}) as {
    year?: unknown;
    days?: unknown;
  };
  if (!Number.isInteger(year) || Number(year) < 2000 || Number(year) > 2999) return wrong('calendar_no_year');
  if (!Array.isArray(days) || days.length === 0) return wrong('calendar_no_days');
  const read: CalendarDayRecord[] = [];
  for (const day of days as unknown[]) {
    const { name, date, isOffDay } = (day ?? {}) as { name?: unknown; date?: unknown; isOffDay?: unknown };
    if (typeof date !== 'string' || !isDate(date)) return wrong('calendar_bad_date', shortened(date));
    if (!date.startsWith(`${year}-`) && !date.startsWith(`${Number(year) - 1}-12-`))
      return wrong('calendar_other_year', date);
    if (typeof name !== 'string' || name.trim() === '') return wrong('calendar_no_name', date);
    if (typeof isOffDay !== 'boolean') return wrong('calendar_no_mark', date);
    if (read.some((other) => other.date === date)) return wrong('calendar_twice', date);
    read.push({ name: name.trim(), date, isOffDay });
  }
  return { ok: true, value: { year: Number(year), days: read } };
}

function wrong(problem: CalendarProblem, found = ''): ReadCalendarYear {
  return { ok: false, problem, found };
}

function shortened(given: unknown): string {
  return (JSON.stringify(given) ?? '').slice(0, 40);
}

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    Number.isFinite(dayNumber(text)) &&
    dateOfNumber(dayNumber(text)) === text
  );
}
