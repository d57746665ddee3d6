import type { Site, SiteException } from '../catalogue/site.ts';
import type { Words } from '../catalogue/words.ts';
import { type DayStatus, dayStatus } from './business-day.ts';
import { instantOfMinutes, minutesOf, weekdayOf } from './local-time.ts';
import { siteClosedOn } from './part-closures.ts';
import type { PublishedCalendar } from './published-calendar.ts';

/** A stretch of opening, half-open, epoch ms. */
export interface OpenSession {
  readonly opens: number;
  readonly closes: number;
  /** slots are counted from here: the opening before closures were cut out, so that a cut does not shift the slots after it */
  readonly grid: number;
}

export interface DayOpening {
  /** in the order of time, never overlapping */
  readonly sessions: readonly OpenSession[];
  readonly status: DayStatus;
  /** why the day differs from the week's plan: of its closure, else of its special opening */
  readonly reason: Words | null;
  /** `reason` is that of a closure (of the day or a part of it) */
  readonly closure: boolean;
  readonly makeUp: boolean;
  readonly published: boolean;
}

/** Wall-clock minutes since midnight, half-open. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Sorted, with overlapping and touching spans as one and empty ones left out. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.to <= span.from) continue;
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

function weeklySpans(site: Site, weekday: number): Span[] {
  return site.sessions
    .filter((session) => session.weekday === weekday)
    .map((session) => ({ from: minutesOf(session.opens), to: minutesOf(session.closes) }));
}

function plannedSpans(site: Site): Span[] {
  const week = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => mergeSpans(weeklySpans(site, weekday)));
  const opened = site.exceptions.filter(
    (row) => row.kind === 'open' && !(row.from === null && row.to === null),
  );
  const dates = new Set(opened.map((row) => row.date));
  return [
    ...week,
    ...[...dates].flatMap((date) => mergeSpans(opened.filter((row) => row.date === date).map(spanOf))),
  ];
}

const longest = new WeakMap<Site, number>();

/** Minutes of the longest stretch that the site is ever open in one piece, by weekday or special opening; 0: never open. */
export function longestSession(site: Site): number {
  let minutes = longest.get(site);
  if (minutes === undefined) {
    minutes = Math.max(0, ...plannedSpans(site).map((span) => span.to - span.from));
    longest.set(site, minutes);
  }
  return minutes;
}

function spanOf(row: Pick<SiteException, 'from' | 'to'>): Span {
  return {
    from: row.from === null ? 0 : minutesOf(row.from),
    to: row.to === null ? 1440 : minutesOf(row.to),
  };
}

function baseSpans(site: Site, date: string, status: DayStatus, opened: readonly SiteException[]): Span[] {
  const weekday = weekdayOf(date);
  const usual = () => weeklySpans(site, workingWeekday(site, date));
  if (opened.length > 0) {
    // a special opening without times has the usual hours of a working day
    return opened.flatMap((row) => (row.from === null && row.to === null ? usual() : [spanOf(row)]));
  }
  if (status.kind === 'make_up') return usual();
  if (status.kind === 'holiday') return [];
  return weeklySpans(site, weekday);
}

/** A working day on a weekend is as this weekday is. */
function workingWeekday(site: Site, date: string): number {
  const weekday = weekdayOf(date);
  return weekday > 5 ? site.makeUpWeekday : weekday;
}

/** The weekday (1 = Monday … 7 = Sunday) whose hours a local date has: of a make-up workday on a weekend, `site.makeUpWeekday`. */
export function weekdayOfHours(site: Site, calendar: PublishedCalendar, date: string): number {
  const opened = site.exceptions.filter((row) => row.date === date && row.kind === 'open');
  const works =
    opened.length > 0
      ? opened.some(({ from, to }) => from === null && to === null)
      : dayStatus(calendar, date).kind === 'make_up';
  return works ? workingWeekday(site, date) : weekdayOf(date);
}

function cutOut(spans: readonly Span[], closed: readonly Span[]): (Span & { grid: number })[] {
  let left = spans.map((span) => ({ ...span, grid: span.from }));
  for (const gap of closed) {
    left = left.flatMap((span) =>
      [
        { ...span, to: Math.min(span.to, gap.from) },
        { ...span, from: Math.max(span.from, gap.to) },
      ].filter((piece) => piece.to > piece.from),
    );
  }
  return left.sort((a, b) => a.from - b.from);
}

function workOut(site: Site, calendar: PublishedCalendar, date: string): DayOpening {
  const status = dayStatus(calendar, date);
  const rows = site.exceptions.filter((row) => row.date === date);
  const opened = rows.filter((row) => row.kind === 'open');
  const closed = [...rows.filter((row) => row.kind === 'closed'), ...siteClosedOn(site, date)];
  const spans = mergeSpans(baseSpans(site, date, status, opened));
  const sessions = cutOut(spans, mergeSpans(closed.map(spanOf)))
    .map((span) => ({
      opens: instantOfMinutes(date, span.from, site.timeZone),
      closes: instantOfMinutes(date, span.to, site.timeZone),
      grid: instantOfMinutes(date, span.grid, site.timeZone),
    }))
    // an hour that summer time skips
    .filter((session) => session.closes > session.opens);
  return {
    sessions,
    status,
    reason: (closed[0] ?? opened[0])?.reason ?? null,
    closure: closed.length > 0,
    makeUp: status.kind === 'make_up',
    published: status.published,
  };
}

interface Known {
  readonly calendar: PublishedCalendar;
  readonly days: Map<string, DayOpening>;
}

// catalogue values never change in place, so an answer stays right as long as its site and calendar are the same objects
const known = new WeakMap<Site, Known>();
const daysKept = 1000;

/**
 * When a site is open on a local date, as instants (epoch ms, half-open). `open` exceptions replace the week's hours, even on a
 * holiday; `closed` ones are cut out of whatever is left; a make-up workday on a weekend has the hours of `site.makeUpWeekday`.
 */
export function openingOn(site: Site, calendar: PublishedCalendar, date: string): DayOpening {
  let memory = known.get(site);
  if (memory === undefined || memory.calendar !== calendar || memory.days.size >= daysKept) {
    memory = { calendar, days: new Map() };
    known.set(site, memory);
  }
  let opening = memory.days.get(date);
  if (opening === undefined) {
    opening = workOut(site, calendar, date);
    memory.days.set(date, opening);
  }
  return opening;
}
