import type { ShowsPast } from '../forecast/branch-past.ts';
import type { RecordedDay } from '../forecast/recorded-day.ts';
import type { KnownBooking, OwnDemand } from './day-visitors.ts';
import { type HalfHour, stepMinutes } from './half-hours.ts';

/** What is different about a date. */
export interface DayKind {
  /** 1 = Monday … 7 = Sunday */
  readonly weekday: number;
  /** one of the last three dates of its month */
  readonly monthEnd: boolean;
  /** the first open day after more closed days than a weekend has */
  readonly afterClosed: boolean;
}

export interface AheadAsk {
  readonly kind: DayKind;
  /** days until then */
  readonly days: number;
  readonly halfHours: readonly HalfHour[];
  readonly bookings: readonly KnownBooking[];
}

/** Tickets of a day that comes: what is expected, and the range in which four of five such days will be. */
export interface ExpectedDay extends Band {
  readonly halfHours: readonly (Band & { readonly from: number; readonly open: boolean })[];
  /** booked so far */
  readonly booked: number;
  /** how the day's visitors are drawn from those of earlier days */
  readonly demand: OwnDemand;
}

export interface Band {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

export interface PastDay {
  readonly day: RecordedDay;
  readonly kind: DayKind;
}

/** How much days differ before any was seen (variance of the day's factor), and how many days that belief weighs as much as. */
const [spreadBelieved, spreadWeight] = [0.15 ** 2, 4];
/** How much a weekday may differ from others, and the end of a month or a day after holidays from a usual one (variances). */
const [weekdaysDiffer, specialDiffers] = [0.15 ** 2, 0.3 ** 2];
/** Visitors that the hours of a day differ by, besides by chance (relative variance), and the days that this belief weighs as much as. */
const [hoursDiffer, hoursWeight] = [0.1 ** 2, 8];
/** four in five of a normal distribution */
const fourInFive = 1.2816;

/** From the recorded days and what is booked; null: nothing was recorded. */
export function expectedDay(
  past: readonly PastDay[],
  ask: AheadAsk,
  shows: Pick<ShowsPast, 'share'>,
): ExpectedDay | null {
  if (past.length === 0) return null;
  const { factor, spread } = crowdOf(past, ask.kind);
  const same = past.filter(({ kind }) => kind.weekday === ask.kind.weekday);
  const like = same.length > 0 ? same : past;
  const level = mean(past.map(({ day }) => day.walkIns.length)) * factor;
  const later = ({ booked }: RecordedDay) =>
    booked.flatMap(({ start, came, lead }) =>
      came !== null && lead < ask.days ? [Math.max(start, came)] : [],
    );
  const walkIns = ({ walkIns: there }: RecordedDay) => there.map(({ at }) => at);
  const profile = profileOf(past, like, ask.halfHours, walkIns);
  const differ = hoursDifferBy(past, profile, ask.halfHours, walkIns);
  const further = mean(like.map(({ day }) => later(day).length));
  const furtherProfile = profileOf(past, like, ask.halfHours, later);
  const { share } = shows;
  const halfHours = ask.halfHours.map(({ from, open }, index) => {
    const usual = level * (profile[index] ?? 0);
    const known = ask.bookings.filter(({ start }) => start >= from && start < from + stepMinutes).length;
    const more = further * (furtherProfile[index] ?? 0);
    const variance =
      usual + (spread + (differ[index] ?? 0)) * usual ** 2 + known * share * (1 - share) + more;
    return { from, open, ...band(usual + known * share + more, variance) };
  });
  const known = ask.bookings.length;
  return {
    halfHours,
    ...band(
      level + known * share + further,
      level + spread * level ** 2 + known * share * (1 - share) + further,
    ),
    booked: known,
    demand: {
      kind: 'own',
      walkIns: level / Math.max(1, mean(like.map(({ day }) => day.walkIns.length))),
      booked: 1,
      ahead: { days: ask.days, bookings: ask.bookings },
    },
  };
}

interface Crowd {
  readonly factor: number;
  /** variance of the factor: how much days differ besides, and how little is known of such days */
  readonly spread: number;
}

/** The walk-ins of such a day by those of any day. */
function crowdOf(past: readonly PastDay[], kind: DayKind): Crowd {
  const usual = Math.max(1, mean(past.map(({ day }) => day.walkIns.length)));
  const plain = past.map(({ day, kind: its }) => ({ its, ratio: day.walkIns.length / usual }));
  // the days' own spread says how far a few days of a kind can be believed
  const first = explained(plain, kind, spreadBelieved);
  const { factor, unknown, rest } = explained(plain, kind, spreadOf(first.rest, usual));
  const spread = spreadOf(rest, usual);
  return { factor, spread: spread * (1 + 1 / past.length) + unknown };
}

interface Ratio {
  readonly its: DayKind;
  readonly ratio: number;
}

const traits: readonly {
  readonly of: (kind: DayKind) => number;
  readonly differ: number;
  /** groups that are not usual days */
  readonly isOwn: (group: number) => boolean;
}[] = [
  { of: ({ weekday }) => weekday, differ: weekdaysDiffer, isOwn: () => true },
  { of: ({ monthEnd }) => Number(monthEnd), differ: specialDiffers, isOwn: (group) => group === 1 },
  { of: ({ afterClosed }) => Number(afterClosed), differ: specialDiffers, isOwn: (group) => group === 1 },
];

/** One trait of days after another; what a group has of its own is believed by how many days it has. */
function explained(
  days: readonly Ratio[],
  kind: DayKind,
  spread: number,
): { readonly factor: number; readonly unknown: number; readonly rest: readonly Ratio[] } {
  let rest = days;
  let [factor, unknown] = [1, 0];
  for (const { of, differ, isOwn } of traits) {
    const effectOf = (group: number): { readonly effect: number; readonly variance: number } => {
      const own = rest.filter(({ its }) => of(its) === group).map(({ ratio }) => ratio);
      const weight = spread / differ;
      return {
        effect: (sum(own) + weight) / (own.length + weight),
        variance: spread / (own.length + weight),
      };
    };
    const groups = [...new Set([...rest.map(({ its }) => of(its)), of(kind)])].filter(isOwn);
    const effects = new Map(groups.map((group) => [group, effectOf(group)]));
    rest = rest.map(({ its, ratio }) => ({ its, ratio: ratio / (effects.get(of(its))?.effect ?? 1) }));
    factor *= effects.get(of(kind))?.effect ?? 1;
    unknown += effects.get(of(kind))?.variance ?? 0;
  }
  return { factor, unknown, rest };
}

/** How much days differ besides what was explained and besides chance. */
function spreadOf(rest: readonly Ratio[], usual: number): number {
  const between = sum(rest.map(({ ratio }) => (ratio - 1) ** 2 - 1 / usual));
  return Math.max(0.03 ** 2, (between + spreadWeight * spreadBelieved) / (rest.length + spreadWeight));
}

/** By half hour: how much its share of a day differs from day to day besides by chance (relative variance). */
function hoursDifferBy(
  past: readonly PastDay[],
  profile: readonly number[],
  halfHours: readonly HalfHour[],
  timesOf: (day: RecordedDay) => readonly number[],
): readonly number[] {
  const days = past.map(({ day }) => ({
    counts: countsOf(timesOf(day), halfHours),
    all: timesOf(day).length,
  }));
  const own = profile.map((share, index) => {
    let [beyond, squares] = [0, 0];
    for (const { counts, all } of days) {
      const expected = all * share;
      beyond += ((counts[index] ?? 0) - expected) ** 2 - expected * (1 - share);
      squares += expected ** 2;
    }
    return { beyond, squares };
  });
  const [beyond, squares] = [sum(own.map((each) => each.beyond)), sum(own.map((each) => each.squares))];
  const weight = hoursWeight / Math.max(1, past.length);
  const all = Math.max(0, beyond + weight * squares * hoursDiffer) / Math.max(1e-9, squares * (1 + weight));
  return own.map(
    (each) =>
      Math.max(0, each.beyond + weight * each.squares * all) / Math.max(1e-9, each.squares * (1 + weight)),
  );
}

/** The share of a day's visitors by half hour: of days like it, steadied by all. */
function profileOf(
  past: readonly PastDay[],
  like: readonly PastDay[],
  halfHours: readonly HalfHour[],
  timesOf: (day: RecordedDay) => readonly number[],
): readonly number[] {
  const count = (days: readonly PastDay[]): readonly number[] =>
    countsOf(
      days.flatMap(({ day }) => timesOf(day)),
      halfHours,
    );
  const [own, all] = [count(like), count(past)];
  const [ownSum, allSum] = [sum(own), Math.max(1, sum(all))];
  const steady = 20;
  return own.map((each, index) => (each + (steady * (all[index] ?? 0)) / allSum) / (ownSum + steady));
}

/** Whoever comes before the hall opens is of the first half hour. */
function countsOf(times: readonly number[], halfHours: readonly HalfHour[]): readonly number[] {
  const found = halfHours.map(() => 0);
  const first = halfHours[0]?.from ?? 0;
  for (const at of times) {
    const place = Math.max(0, Math.min(found.length - 1, Math.floor((at - first) / stepMinutes)));
    found[place] = (found[place] ?? 0) + 1;
  }
  return found;
}

function band(expected: number, variance: number): Band {
  const reach = fourInFive * Math.sqrt(variance);
  return { low: Math.max(0, expected - reach), expected, high: expected + reach };
}

function mean(values: readonly number[]): number {
  return sum(values) / Math.max(1, values.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
