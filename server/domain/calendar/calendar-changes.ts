import { publishedCalendar } from '../catalogue/build-catalogue.ts';
import type { CalendarYear } from '../catalogue/records.ts';
import type { PublishedDay } from './published-calendar.ts';

/** One named day before and after; null: it is not named. */
export interface CalendarDayChange {
  /** local date, YYYY-MM-DD */
  readonly date: string;
  readonly before: PublishedDay | null;
  readonly after: PublishedDay | null;
}

export interface CalendarYearChanges {
  readonly year: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** in the order of their dates */
  readonly days: readonly CalendarDayChange[];
}

/** What differs between two sets of notices, by the year in which the days fall: a notice may name days of the December before. */
export function calendarChanges(
  before: readonly CalendarYear[],
  after: readonly CalendarYear[],
): readonly CalendarYearChanges[] {
  const [was, is] = [publishedCalendar(before).days, publishedCalendar(after).days];
  const changes = [...new Set([...was.keys(), ...is.keys()])]
    .sort()
    .map((date) => ({ date, before: was.get(date) ?? null, after: is.get(date) ?? null }))
    .filter(({ before: left, after: right }) => left?.name !== right?.name || left?.off !== right?.off);
  const years = [...new Set(changes.map(({ date }) => Number(date.slice(0, 4))))];
  return years.map((year) => {
    const days = changes.filter(({ date }) => date.startsWith(`${year}-`));
    return {
      year,
      added: days.filter((day) => day.before === null).length,
      removed: days.filter((day) => day.after === null).length,
      changed: days.filter((day) => day.before !== null && day.after !== null).length,
      days,
    };
  });
}
