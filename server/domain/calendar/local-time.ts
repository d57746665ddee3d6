import { IANAZone } from 'luxon';
import { dayLong, minute } from './durations.ts';

/** the end of the year 9999, past which "YYYY-MM-DD" does not sort */
const latest = Date.UTC(9999, 11, 30);

interface DayBounds {
  /** first instant of the local day */
  readonly start: number;
  /** first instant of the next one: 23 or 25 hours later when summer time begins or ends */
  readonly end: number;
}

interface KnownZone {
  readonly zone: IANAZone;
  readonly days: Map<number, DayBounds>;
}

const zones = new Map<string, KnownZone>();
const daysKept = 4000;

function knownZone(name: string): KnownZone {
  let known = zones.get(name);
  if (known === undefined) {
    const zone = IANAZone.create(name);
    if (!zone.isValid) throw new RangeError(`not an IANA time zone: ${name}`);
    known = { zone, days: new Map() };
    zones.set(name, known);
  }
  return known;
}

/** Wall time (as if it were UTC) → instant. Twice on that day: the earlier; skipped: the instant of the change. Never goes back. */
function instantOfWall(wall: number, zone: IANAZone): number {
  const before = zone.offset(wall - dayLong) * minute;
  const after = zone.offset(wall + dayLong) * minute;
  if (before === after) return wall - before;
  if (zone.offset(wall - before) * minute === before) return wall - before;
  if (zone.offset(wall - after) * minute === after) return wall - after;
  let [low, high] = [wall - after, wall - before];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) * minute === before) low = middle;
    else high = middle;
  }
  return high;
}

function boundsOf(day: number, name: string): DayBounds {
  const known = knownZone(name);
  let bounds = known.days.get(day);
  if (bounds === undefined) {
    const start = instantOfWall(day * dayLong, known.zone);
    bounds = { start, end: instantOfWall((day + 1) * dayLong, known.zone) };
    if (known.days.size >= daysKept) known.days.clear();
    known.days.set(day, bounds);
  }
  return bounds;
}

/** Days since 1970-01-01 of a local date "YYYY-MM-DD". */
export function dayNumber(date: string): number {
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / dayLong;
}

const dates = new Map<number, string>();

/** The local date "YYYY-MM-DD" of a day number. */
export function dateOfNumber(day: number): string {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * dayLong).toISOString().slice(0, 10);
    if (dates.size >= daysKept) dates.clear();
    dates.set(day, date);
  }
  return date;
}

export function addDays(date: string, days: number): string {
  return dateOfNumber(dayNumber(date) + days);
}

/** Whole days from one local date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO 8601 weekday of a local date: 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Minutes since midnight of "HH:MM"; "24:00" is the end of the day. */
export function minutesOf(time: string): number {
  return +time.slice(0, 2) * 60 + +time.slice(3, 5);
}

/** First instant of a local day and first instant after it, epoch ms. Throws on a zone that does not exist. */
export function dayBounds(date: string, zone: string): DayBounds {
  return boundsOf(dayNumber(date), zone);
}

/** A number that can be an instant: whole epoch milliseconds from 1970 to 9999. */
export function isInstant(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= latest;
}

/** Local date of an instant (epoch ms) in an IANA zone. */
export function localDate(now: number, zone: string): string {
  const guess = Math.floor(now / dayLong);
  for (const day of [guess, guess + 1, guess - 1]) {
    const bounds = boundsOf(day, zone);
    if (now >= bounds.start && now < bounds.end) return dateOfNumber(day);
  }
  throw new RangeError(`no local day in ${zone} for ${now}`);
}

/**
 * Instant (epoch ms) of so many wall-clock minutes after midnight on a local date. Of a time that occurs twice when summer time ends
 * it is the earlier; a time that is skipped when it begins is the instant of the change, so that later wall times are never earlier.
 */
export function instantOfMinutes(date: string, minutes: number, zone: string): number {
  const day = dayNumber(date);
  const bounds = boundsOf(day, zone);
  if (bounds.end - bounds.start === dayLong) return bounds.start + minutes * minute;
  return instantOfWall(day * dayLong + minutes * minute, knownZone(zone).zone);
}

/** Instant (epoch ms) of a local date "YYYY-MM-DD" and wall time "HH:MM"; see `instantOfMinutes` for summer time. */
export function instantOf(date: string, time: string, zone: string): number {
  return instantOfMinutes(date, minutesOf(time), zone);
}
