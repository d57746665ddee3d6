import type { CalendarDayRecord, CalendarYear } from '../catalogue/records.ts';
import { dateOfNumber, dayNumber } from './local-time.ts';

/** A year's notice, or why the file is none. */
export type ReadCalendarYear =
  | { readonly ok: true; readonly value: CalendarYear }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a year in the format of the holiday-cn project. Its days are those that the notice of that year names, so some may fall in the
 * December before.
 */
export function readCalendarYear(given: unknown): ReadCalendarYear {
  const { year, days } = (typeof given === 'object' && given !== null ? given : {}) as {
    year?: unknown;
    days?: unknown;
  };
  if (!Number.isInteger(year) || Number(year) < 2000 || Number(year) > 2999)
    return wrong('"year" is not a year');
  if (!Array.isArray(days) || days.length === 0) return wrong('"days" is not a list of days');
  const read: CalendarDayRecord[] = [];
  for (const day of days as unknown[]) {
    const { name, date, isOffDay } = (day ?? {}) as { name?: unknown; date?: unknown; isOffDay?: unknown };
    if (typeof date !== 'string' || !isDate(date)) return wrong(`not a date: ${JSON.stringify(date)}`);
    if (!date.startsWith(`${year}-`) && !date.startsWith(`${Number(year) - 1}-12-`))
      return wrong(`${date} is not of ${year}`);
    if (typeof name !== 'string' || name.trim() === '') return wrong(`${date} has no name`);
    if (typeof isOffDay !== 'boolean') return wrong(`${date} does not say whether it is off`);
    if (read.some((other) => other.date === date)) return wrong(`${date} is there twice`);
    read.push({ name: name.trim(), date, isOffDay });
  }
  return { ok: true, value: { year: Number(year), days: read } };
}

function wrong(problem: string): ReadCalendarYear {
  return { ok: false, problem };
}

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    Number.isFinite(dayNumber(text)) &&
    dateOfNumber(dayNumber(text)) === text
  );
}
