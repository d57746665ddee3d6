import { addDays, localDate, weekdayOf } from '../../domain/calendar/local-time.ts';
import { type DayOpening, openingOn } from '../../domain/calendar/opening-hours.ts';
import type { PublishedCalendar } from '../../domain/calendar/published-calendar.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { dateFormatting, formatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

export interface WeekdayHours {
  readonly day: string;
  /** "09:00–12:00"; empty: closed */
  readonly sessions: readonly string[];
  readonly today: boolean;
}

/** Days in a row that differ from the week's plan for the same reason. */
export interface SpecialDays {
  readonly days: string;
  readonly reason: string;
  readonly sessions: readonly string[];
}

/** How far ahead closed days are told. */
const daysAhead = 45;
/** 2 January 2023 was a Monday. */
const someMonday = '2023-01-02';

/** Opening by weekday, Monday to Sunday. */
export function weekHours(site: Site, page: PageContext): WeekdayHours[] {
  const today = weekdayOf(localDate(page.now, site.timeZone));
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    day: weekdayName(weekday, page),
    sessions: site.sessions
      .filter((session) => session.weekday === weekday)
      .map((session) => `${session.opens}–${session.closes}`)
      .sort(),
    today: weekday === today,
  }));
}

/** What today has by plan and calendar; empty: closed. */
export function hoursToday(site: Site, calendar: PublishedCalendar, page: PageContext): string[] {
  const { timeSpan } = formatting(page.locale, site.timeZone);
  const { sessions } = openingOn(site, calendar, localDate(page.now, site.timeZone));
  return sessions.map(({ opens, closes }) => timeSpan(opens, closes));
}

/** The days of the coming weeks that differ from the week's plan: holidays, closures, special and make-up days. */
export function specialDays(site: Site, calendar: PublishedCalendar, page: PageContext): SpecialDays[] {
  const runs: { from: string; to: string; reason: string; sessions: string[] }[] = [];
  const today = localDate(page.now, site.timeZone);
  for (let ahead = 0; ahead < daysAhead; ahead++) {
    const date = addDays(today, ahead);
    const opening = openingOn(site, calendar, date);
    const reason = reasonOf(opening, page);
    if (reason === null) continue;
    const sessions = opening.sessions.map(({ opens, closes }) =>
      formatting(page.locale, site.timeZone).timeSpan(opens, closes),
    );
    const before = runs.at(-1);
    const goesOn = before?.reason === reason && addDays(before.to, 1) === date;
    if (before !== undefined && goesOn && before.sessions.join() === sessions.join()) before.to = date;
    else runs.push({ from: date, to: date, reason, sessions });
  }
  return runs.map(({ from, to, reason, sessions }) => ({ days: dateSpan(from, to, page), reason, sessions }));
}

function reasonOf(opening: DayOpening, { locale, t }: PageContext): string | null {
  if (opening.reason !== null) return opening.reason[locale];
  if (opening.makeUp) return t('site.makeUp');
  if (opening.status.kind !== 'holiday') return null;
  return locale === 'zh-CN' && opening.status.name !== null ? opening.status.name : t('site.publicHoliday');
}

function dateSpan(from: string, to: string, page: PageContext): string {
  const { day } = dateFormatting(page.locale);
  return from === to ? day(noonOf(from)) : joinNames(day(noonOf(from)), day(noonOf(to)), page);
}

function weekdayName(weekday: number, { locale }: PageContext): string {
  return dateFormatting(locale).weekday(noonOf(addDays(someMonday, weekday - 1)));
}

function joinNames(first: string, last: string, { t }: PageContext): string {
  return t('site.span', { first, last });
}
