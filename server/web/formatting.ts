import type { Locale, Words } from '../domain/catalogue/words.ts';

/** Dates and times as each language writes them, in one time zone. Instants are epoch milliseconds. */
export interface Formatting {
  /** 11月24日 星期二 · Tue 24 November */
  day(instant: number): string;
  /** 2026年11月24日 星期二 · Tuesday 24 November 2026 */
  fullDay(instant: number): string;
  /** 11/24 · 24 Nov */
  shortDay(instant: number): string;
  /** 09:15 */
  time(instant: number): string;
  /** 09:15:30 */
  timeWithSeconds(instant: number): string;
  /** 09:15–09:30 */
  timeSpan(start: number, end: number): string;
  /** 11月24日 星期二 09:15 · Tue 24 November, 09:15 */
  dayTime(instant: number): string;
  /** For lists, which go on for years: 2026-11-24 周二 · Tue 24 Nov 2026 */
  listDay(instant: number): string;
  /** 2026-11-24 周二 09:15 · Tue 24 Nov 2026, 09:15 */
  listTime(instant: number): string;
  /** 周二 · Tue */
  weekday(instant: number): string;
  /** 二〇二六 is never written so: 2026年11月 · November 2026 */
  month(instant: number): string;
}

const made = new Map<string, Formatting>();

/** The formatting of a language and IANA zone; made once and kept. */
export function formatting(locale: Locale, timeZone: string): Formatting {
  const key = `${locale} ${timeZone}`;
  let found = made.get(key);
  if (found === undefined) {
    found = locale === 'en' ? english(timeZone) : chinese(timeZone);
    made.set(key, found);
  }
  return found;
}

/** A local date (YYYY-MM-DD) as the instant of its noon in UTC, to be formatted with `dateFormatting`. */
export function noonOf(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

/** Formats local dates made by `noonOf`: a date has no zone. */
export function dateFormatting(locale: Locale): Formatting {
  return formatting(locale, 'UTC');
}

/** A text of the catalogue in one language. */
export function said(words: Words, locale: Locale): string {
  return words[locale];
}

function parts(
  language: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): (at: number) => string {
  const format = new Intl.DateTimeFormat(language, { timeZone, ...options });
  return (at) => format.format(at);
}

function chinese(timeZone: string): Formatting {
  const date = parts('zh-CN', timeZone, { month: 'long', day: 'numeric' });
  const fullDate = parts('zh-CN', timeZone, { year: 'numeric', month: 'long', day: 'numeric' });
  const longWeekday = parts('zh-CN', timeZone, { weekday: 'long' });
  const time = clockTime(timeZone);
  const day = (at: number) => `${date(at)} ${longWeekday(at)}`;
  const numbers = parts('sv-SE', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  const weekday = parts('zh-CN', timeZone, { weekday: 'short' });
  const listDay = (at: number) => `${numbers(at)} ${weekday(at)}`;
  return {
    day,
    listDay,
    listTime: (at) => `${listDay(at)} ${time(at)}`,
    fullDay: (at) => `${fullDate(at)} ${longWeekday(at)}`,
    shortDay: parts('zh-CN', timeZone, { month: 'numeric', day: 'numeric' }),
    time,
    timeWithSeconds: clockTime(timeZone, { second: '2-digit' }),
    timeSpan: (start, end) => `${time(start)}–${time(end)}`,
    dayTime: (at) => `${day(at)} ${time(at)}`,
    weekday,
    month: parts('zh-CN', timeZone, { year: 'numeric', month: 'long' }),
  };
}

function english(timeZone: string): Formatting {
  const date = parts('en-GB', timeZone, { day: 'numeric', month: 'long' });
  const fullDate = parts('en-GB', timeZone, { day: 'numeric', month: 'long', year: 'numeric' });
  const longWeekday = parts('en-GB', timeZone, { weekday: 'long' });
  const weekday = parts('en-GB', timeZone, { weekday: 'short' });
  const time = clockTime(timeZone);
  const day = (at: number) => `${weekday(at)} ${date(at)}`;
  const shortDate = parts('en-GB', timeZone, { day: 'numeric', month: 'short', year: 'numeric' });
  const listDay = (at: number) => `${weekday(at)} ${shortDate(at)}`;
  return {
    day,
    listDay,
    listTime: (at) => `${listDay(at)}, ${time(at)}`,
    fullDay: (at) => `${longWeekday(at)} ${fullDate(at)}`,
    shortDay: parts('en-GB', timeZone, { day: 'numeric', month: 'short' }),
    time,
    timeWithSeconds: clockTime(timeZone, { second: '2-digit' }),
    timeSpan: (start, end) => `${time(start)}–${time(end)}`,
    dayTime: (at) => `${day(at)}, ${time(at)}`,
    weekday,
    month: parts('en-GB', timeZone, { month: 'long', year: 'numeric' }),
  };
}

function clockTime(timeZone: string, more: Intl.DateTimeFormatOptions = {}): (at: number) => string {
  return parts('en-GB', timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...more });
}
