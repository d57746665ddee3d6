import { addDays, weekdayOf } from '../../server/domain/calendar/local-time.ts';
import { openingOn } from '../../server/domain/calendar/opening-hours.ts';
import { learnBranch } from '../../server/domain/queue/forecast/branch-past.ts';
import { recordDay } from '../../server/domain/queue/forecast/recorded-day.ts';
import type { KnownBooking } from '../../server/domain/queue/planning/day-visitors.ts';
import {
  type Band,
  type DayKind,
  type ExpectedDay,
  expectedDay,
  type PastDay,
} from '../../server/domain/queue/planning/expected-day.ts';
import { halfHoursOf, type Sessions, stepMinutes } from '../../server/domain/queue/planning/half-hours.ts';
import type { Branch } from './branch.ts';
import { dayKinds } from './day-kinds.ts';
import { Dice } from './dice.ts';
import type { World } from './measure.ts';
import { type PlayedDay, playInvented } from './played-day.ts';

const minute = 60_000;
const january = '2026-01-05';
/** On the first days the branch is only watched. */
const watched = 40;
/** Closed besides the weekends. */
const holidays: readonly (readonly [string, string])[] = [
  ['2026-02-16', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
];

interface InBand {
  readonly inside: boolean;
  readonly above: boolean;
  readonly width: number;
}

/** One day that was expected some days before. */
interface ExpectedAndCame extends InBand {
  readonly kind: DayKind;
  readonly halfHours: readonly InBand[];
}

/** What this branch's weekdays, ends of months and days after holidays do to its walk-ins, which the product must find out. */
function crowdFor(dice: Dice): (kind: DayKind) => number {
  const weekdays = [1, 2, 3, 4, 5].map(() => dice.between(0.8, 1.25));
  const [end, after] = [dice.between(1, 1.5), dice.between(1, 1.7)];
  return ({ weekday, monthEnd, afterClosed }) =>
    (weekdays[weekday - 1] ?? 1) * (monthEnd ? end : 1) * (afterClosed ? after : 1);
}

interface DayThatCame extends PastDay {
  /** minutes after midnight */
  readonly sessions: Sessions;
  /** in days before, with the minute of the day: who is booked, and when that was done */
  readonly bookings: readonly (KnownBooking & { readonly daysBefore: number })[];
  /** tickets by half hour */
  readonly came: readonly number[];
}

/** Plays a branch from January until a date (not included). */
function playDays(world: World, seed: number, until: string): DayThatCame[] {
  const branch = world.branch(seed);
  const dice = new Dice(seed, 21);
  const crowd = crowdFor(dice);
  const found: DayThatCame[] = [];
  let closed = 0;
  for (let date: string = january; date < until; date = addDays(date, 1)) {
    const weekday = weekdayOf(date);
    if (weekday > 5 || holidays.some(([from, to]) => date >= from && date <= to)) {
      closed += 1;
      continue;
    }
    const monthEnd = addDays(date, 3).slice(0, 7) !== date.slice(0, 7);
    const kind: DayKind = { weekday, monthEnd, afterClosed: closed > 2 };
    closed = 0;
    const own = seed * 1000 + found.length;
    const truth = world.truth(branch, dice.chance(0.7) ? 'usual' : dice.pick(dayKinds), own);
    const rate = (at: number): number => truth.rate(at) * crowd(kind);
    found.push(
      asItCame(
        branch,
        kind,
        playInvented(branch, { ...truth, rate }, date, own, () => null),
      ),
    );
  }
  return found;
}

function asItCame(branch: Branch, kind: DayKind, played: PlayedDay): DayThatCame {
  const { date: day, midnight, events } = played;
  const minutes = (instant: number): number => (instant - midnight) / minute;
  const opening = openingOn(branch.site, calendar, day).sessions;
  const sessions = opening.map(({ opens, closes }) => [minutes(opens), minutes(closes)] as const);
  const booked = played.bookings.map((each) => ({ ...each, came: false }));
  return {
    kind,
    day: recordDay({ day, midnight, sessions: opening, bookings: booked, events }),
    sessions,
    bookings: played.bookings.map(({ start, services, bookedAt }) => ({
      start: minutes(start),
      services,
      daysBefore: -minutes(bookedAt) / 1440,
    })),
    came: cameIn(
      played,
      halfHoursOf(sessions).map(({ from }) => from),
    ),
  };
}

/** Asks before each of the later days what is expected of it, one to seven days ahead in turn. */
function expectDays(days: readonly DayThatCame[], planned: ReadonlyMap<string, number>): ExpectedAndCame[] {
  return days.slice(watched).map((day, index) => {
    const ahead = 1 + (index % 7);
    // what has passed since cannot be known yet
    const known = days.slice(0, watched + index - ahead + 1).slice(-60);
    const { shows } = learnBranch(
      known.slice(-20).map((each) => each.day),
      planned,
    );
    // asked at ten in the morning
    const bookings = day.bookings.filter(({ daysBefore }) => daysBefore >= ahead - 10 / 24);
    const ask = { kind: day.kind, days: ahead, halfHours: halfHoursOf(day.sessions), bookings };
    const expected = expectedDay(known, ask, shows);
    if (expected === null) throw new Error('nothing was recorded');
    return compared(day, expected);
  });
}

function compared({ kind, came }: DayThatCame, expected: ExpectedDay): ExpectedAndCame {
  return {
    kind,
    ...inBand(
      came.reduce((sum, each) => sum + each, 0),
      expected,
    ),
    halfHours: expected.halfHours.flatMap((each, index) =>
      each.open ? [inBand(came[index] ?? 0, each)] : [],
    ),
  };
}

/** As the page shows it, in whole tickets. */
function inBand(count: number, { low, high }: Band): InBand {
  const [least, most] = [Math.round(low), Math.round(high)];
  return { inside: count >= least && count <= most, above: count > most, width: most - least };
}

/** Tickets by half hour: a visitor who is booked belongs to the time of the booking, or comes later. */
function cameIn({ hall, midnight }: PlayedDay, from: readonly number[]): number[] {
  const found = from.map(() => 0);
  for (const { issuedAt, bookedStart } of hall.tickets.values()) {
    const at = (Math.max(issuedAt, bookedStart ?? 0) - midnight) / minute;
    const place = Math.floor((at - (from[0] ?? 0)) / stepMinutes);
    const within = Math.max(0, Math.min(found.length - 1, place));
    found[within] = (found[within] ?? 0) + 1;
  }
  return found;
}

const calendar = { years: new Set([2026]), days: new Map() };

interface BandFigures {
  readonly name: string;
  readonly count: number;
  /** that they are of */
  readonly days: number;
  readonly inside: number;
  readonly above: number;
  /** median, tickets */
  readonly width: number;
}

/** Whole days and half hours, of each kind of day. */
export function bandFigures(days: readonly ExpectedAndCame[]): BandFigures[] {
  const kinds: readonly (readonly [string, (kind: DayKind) => boolean])[] = [
    ['all', () => true],
    ['usual', ({ monthEnd, afterClosed }) => !monthEnd && !afterClosed],
    ['month end', ({ monthEnd }) => monthEnd],
    ['after holidays', ({ afterClosed }) => afterClosed],
  ];
  return kinds.flatMap(([name, wanted]) => {
    const own = days.filter(({ kind }) => wanted(kind));
    const halfHours = own.flatMap((each) => each.halfHours);
    return [
      figuresFor(`days: ${name}`, own, own.length),
      figuresFor(`half hours: ${name}`, halfHours, own.length),
    ];
  });
}

function figuresFor(name: string, list: readonly InBand[], days: number): BandFigures {
  const share = (is: (each: InBand) => boolean): number => list.filter(is).length / Math.max(1, list.length);
  const widths = list.map(({ width }) => width).sort((a, b) => a - b);
  return {
    name,
    count: list.length,
    days,
    inside: share(({ inside }) => inside),
    above: share(({ above }) => above),
    width: widths[Math.floor(widths.length / 2)] ?? 0,
  };
}

export function bandTable(figures: readonly BandFigures[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(9);
  return figures
    .map(
      ({ name, count, inside, above, width }) =>
        `${name.padEnd(28)}${String(count).padStart(6)}  inside${percent(inside)}  above${percent(above)}  width ${width}`,
    )
    .join('\n');
}

/** The days of some branches of a world, expected and come, until a date (not included). */
export function expectBranches(world: World, seeds: readonly number[], until: string): ExpectedAndCame[] {
  return seeds.flatMap((seed) => expectDays(playDays(world, seed, until), world.branch(seed).planned));
}
