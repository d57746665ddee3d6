import type { CalendarDayRecord, CalendarYear } from '../catalogue/records.ts';
import { dateOfNumber, dayNumber } from './local-time.ts';
import { missingFestivals } from './whole-year.ts';

/** A year's notice, or why the file is none. */
export type ReadCalendarYear =
  | { readonly ok: true; readonly value: CalendarYear }
  | {
      readonly ok: false;
      readonly problem: CalendarProblem;
      /** the date or text that it is about */
      readonly found: string;
    };

/** Characters of a file, days of a year, characters of a name: several times what a real notice has. */
export const calendarLimits = { file: 20_000, days: 120, name: 40 } as const;

/** What is wrong with a file: the year, the list of days, or one of the days. */
export const calendarProblems = [
  'calendar_too_long',
  'calendar_not_json',
  'calendar_no_year',
  'calendar_no_days',
  'calendar_too_many',
  'calendar_bad_date',
  'calendar_other_year',
  'calendar_no_name',
  'calendar_long_name',
  'calendar_no_mark',
  'calendar_twice',
  'calendar_fragment',
] as const;
export type CalendarProblem = (typeof calendarProblems)[number];

/** Reads the text of a file, with a byte-order mark or without. */
export function readCalendarFile(text: string): ReadCalendarYear {
  if (text.length > calendarLimits.file) return wrong('calendar_too_long', String(calendarLimits.file));
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return wrong('calendar_not_json');
  }
  return readCalendarYear(given);
}

/**
 * Reads a year in the format of the holiday-cn project. Its days are those that the notice of that year names, so some may fall in the
 * December before. A part of a notice is refused, because it would open the festivals that it leaves out.
 */
export function readCalendarYear(given: unknown): ReadCalendarYear {
  const { year, days } = (typeof given === 'object' && given !== null ? given : {}) as {
    year?: unknown;
    days?: unknown;
  };
  if (!Number.isInteger(year) || Number(year) < 2000 || Number(year) > 2999) return wrong('calendar_no_year');
  if (!Array.isArray(days) || days.length === 0) return wrong('calendar_no_days');
  if (days.length > calendarLimits.days) return wrong('calendar_too_many', String(calendarLimits.days));
  const read: CalendarDayRecord[] = [];
  for (const day of days as unknown[]) {
    const { name, date, isOffDay } = (day ?? {}) as { name?: unknown; date?: unknown; isOffDay?: unknown };
    if (typeof date !== 'string' || !isDate(date)) return wrong('calendar_bad_date', shortened(date));
    if (!date.startsWith(`${year}-`) && !date.startsWith(`${Number(year) - 1}-12-`))
      return wrong('calendar_other_year', date);
    if (typeof name !== 'string' || name.trim() === '') return wrong('calendar_no_name', date);
    if (name.trim().length > calendarLimits.name) return wrong('calendar_long_name', date);
    if (typeof isOffDay !== 'boolean') return wrong('calendar_no_mark', date);
    if (read.some((other) => other.date === date)) return wrong('calendar_twice', date);
    read.push({ name: name.trim(), date, isOffDay });
  }
  const value = { year: Number(year), days: read };
  const missing = missingFestivals(value);
  if (missing.length > 0) return wrong('calendar_fragment', missing.join('、'));
  return { ok: true, value };
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
