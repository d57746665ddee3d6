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

/** What is usual weighs as much as so many days of a kind; and the spread that is believed before any was seen, in days. */
const [usualWeight, spreadWeight, spreadBelieved] = [3, 4, 0.15 ** 2];
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
  const usual = mean(past.map(({ day }) => day.walkIns.length));
  const level = usual * factor;
  const later = (day: RecordedDay) =>
    day.booked.flatMap(({ came, lead }) => (came !== null && lead < ask.days ? [came] : []));
  const profile = profileOf(past, like, ask.halfHours, (day) => day.walkIns.map(({ at }) => at));
  const further = mean(like.map(({ day }) => later(day).length));
  const furtherProfile = profileOf(past, like, ask.halfHours, later);
  const { share } = shows;
  const halfHours = ask.halfHours.map(({ from, open }, index) => {
    const walkIns = level * (profile[index] ?? 0);
    const known = ask.bookings.filter(({ start }) => start >= from && start < from + stepMinutes).length;
    const more = further * (furtherProfile[index] ?? 0);
    const variance = walkIns + spread * walkIns ** 2 + known * share * (1 - share) + more;
    return { from, open, ...band(walkIns + known * share + more, variance) };
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

/** The walk-ins of such a day by those of any day, and how much days differ besides (variance of the factor). */
function crowdOf(
  past: readonly PastDay[],
  kind: DayKind,
): { readonly factor: number; readonly spread: number } {
  const usual = Math.max(1, mean(past.map(({ day }) => day.walkIns.length)));
  const rest = past.map(({ day, kind: its }) => ({ its, ratio: day.walkIns.length / usual }));
  let factor = 1;
  const explain = (
    groupOf: (its: DayKind) => number,
    wanted: number,
    applies: (group: number) => boolean = () => true,
  ) => {
    const effects = new Map<number, number>();
    for (const group of new Set(rest.map(({ its }) => groupOf(its)))) {
      const own = rest.filter(({ its }) => groupOf(its) === group).map(({ ratio }) => ratio);
      if (applies(group)) effects.set(group, (sum(own) + usualWeight) / (own.length + usualWeight));
    }
    for (const each of rest) each.ratio /= effects.get(groupOf(each.its)) ?? 1;
    factor *= effects.get(wanted) ?? 1;
  };
  explain((its) => its.weekday, kind.weekday);
  explain(
    (its) => Number(its.monthEnd),
    Number(kind.monthEnd),
    (group) => group === 1,
  );
  explain(
    (its) => Number(its.afterClosed),
    Number(kind.afterClosed),
    (group) => group === 1,
  );
  const between = rest.map(({ ratio }) => Math.max(0, (ratio - 1) ** 2 - 1 / usual));
  const spread = (sum(between) + spreadWeight * spreadBelieved) / (between.length + spreadWeight);
  return { factor, spread };
}

/** The share of a day's visitors by half hour: of days like it, steadied by all. */
function profileOf(
  past: readonly PastDay[],
  like: readonly PastDay[],
  halfHours: readonly HalfHour[],
  timesOf: (day: RecordedDay) => readonly number[],
): readonly number[] {
  const count = (days: readonly PastDay[]): number[] => {
    const found = halfHours.map(() => 0);
    const first = halfHours[0]?.from ?? 0;
    for (const { day } of days)
      for (const at of timesOf(day)) {
        const place = Math.max(0, Math.min(found.length - 1, Math.floor((at - first) / stepMinutes)));
        found[place] = (found[place] ?? 0) + 1;
      }
    return found;
  };
  const [own, all] = [count(like), count(past)];
  const [ownSum, allSum] = [sum(own), Math.max(1, sum(all))];
  const steady = 20;
  return own.map((each, index) => (each + (steady * (all[index] ?? 0)) / allSum) / (ownSum + steady));
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
