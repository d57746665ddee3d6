import type { VisitService } from '../../catalogue/service.ts';
import { learnHabits } from './counter-habits.ts';
import { scaleOfDays } from './likely-day.ts';
import type { RecordedDay, RecordedVisit } from './recorded-day.ts';
import { learnServiceTimes, plannedFor, quantile, type ServiceTimes } from './service-times.ts';

/** What a branch's earlier days say about today before it has begun. */
export interface BranchPast {
  readonly days: readonly RecordedDay[];
  /** of an average clerk on an average day: what differs between days and clerks is told apart from what differs between visits */
  readonly times: ServiceTimes;
  readonly pace: PacePast;
  readonly shows: ShowsPast;
  readonly leavesPerMinute: number;
}

/** Logarithms of minutes by planned minutes: a service's usual level, and how much days, clerks and visits differ (variances). */
export interface PacePast {
  readonly planned: ReadonlyMap<string, number>;
  readonly level: ReadonlyMap<string, number>;
  readonly overall: number;
  /** of the days' own factors, as `likelyDay` takes it */
  readonly dayScale: number;
  readonly visitVariance: number;
  /** of one clerk from day to day */
  readonly clerkDayVariance: number;
  /** of one service from day to day */
  readonly serviceDayVariance: number;
  /** of a clerk of whom nothing is known */
  readonly clerkVariance: number;
  readonly clerks: ReadonlyMap<string, { readonly mean: number; readonly variance: number }>;
}

export interface ShowsPast {
  /** share of booked visits that come, and how many visits of today that knowledge weighs as much as */
  readonly share: number;
  readonly weight: number;
  /** absence by the usual: of the hour of the visit, and of the days between booking and visit (as `leadClass`) */
  readonly byHour: ReadonlyMap<number, number>;
  readonly byLead: ReadonlyMap<number, number>;
  /** minutes before the time at which visitors came, negative when late; none: nothing is known */
  readonly early: readonly number[];
}

/** What is believed before anything was seen: a variance, and how many groups that belief weighs as much as. */
const before = {
  day: { variance: 0.13 ** 2, weight: 3 },
  clerk: { variance: 0.22 ** 2, weight: 4 },
  clerkDay: { variance: 0.12 ** 2, weight: 30 },
  serviceDay: { variance: 0.08 ** 2, weight: 30 },
  visit: { variance: 0.45 ** 2, weight: 30 },
  shows: { share: 0.9, weight: 30 },
};
const slip = Math.log(8);
/** So many standard deviations from what is usual of its service a visit says no more: somebody forgot a button. */
const furthest = 2.5;

/** Learned from the recorded days, oldest first; planned minutes by service code. */
export function learnBranch(days: readonly RecordedDay[], planned: ReadonlyMap<string, number>): BranchPast {
  const habits = learnHabits(days.map((each) => each.habits));
  const seen: Seen[] = days.flatMap(({ day, visits }) =>
    visits.flatMap((visit) => {
      const ratio = Math.log(visit.minutes / plannedFor(visit.services, planned));
      return Math.abs(ratio) < slip + 1 ? [{ day, visit, ratio, rest: ratio }] : [];
    }),
  );
  keepNear(seen);
  const overall = (sum(seen.map(({ ratio }) => ratio)) - 1) / (seen.length + 10);
  const level = new Map(
    [...planned.keys()].map((code) => {
      const own = seen.filter(({ visit }) => visit.services[0]?.code === code);
      return [code, (sum(own.map(({ ratio }) => ratio)) + 8 * overall) / (own.length + 8)] as const;
    }),
  );
  for (const each of seen)
    each.rest = each.ratio - (level.get(each.visit.services[0]?.code ?? '') ?? overall);
  const first = variance(
    seen.map(({ rest }) => rest),
    before.visit,
  );
  const dayOf = effects(seen, ({ day }) => day, first, before.day);
  const clerkOf = effects(seen, ({ visit }) => visit.by, first, before.clerk);
  const clerkDayOf = effects(seen, ({ day, visit }) => `${day} ${visit.by}`, first, before.clerkDay);
  const serviceOf = ({ day, visit }: Seen): string => `${day} ${visit.services[0]?.code}`;
  const serviceDayOf = effects(seen, serviceOf, first, before.serviceDay);
  const durations = seen.map(({ visit: { services, minutes }, ratio, rest }) => ({
    services,
    minutes: minutes * Math.exp(rest - ratio + (level.get(services[0]?.code ?? '') ?? overall)),
  }));
  return {
    days,
    times: learnServiceTimes(durations, planned, habits),
    pace: {
      planned,
      level,
      overall,
      dayScale: scaleOfDays([...dayOf.found.values()], before.day),
      clerkVariance: clerkOf.variance,
      clerkDayVariance: clerkDayOf.variance,
      serviceDayVariance: serviceDayOf.variance,
      visitVariance: variance(
        seen.map(({ rest }) => rest),
        before.visit,
      ),
      clerks: clerkOf.found,
    },
    shows: learnShows(days),
    leavesPerMinute:
      sum(days.map(({ leftWaiting }) => leftWaiting)) / (sum(days.map((each) => each.waitedMinutes)) + 2000),
  };
}

interface Seen {
  readonly day: string;
  readonly visit: RecordedVisit;
  ratio: number;
  rest: number;
}

/** Takes what is far from the middle of its service nearer. */
function keepNear(seen: readonly Seen[]): void {
  const middles = new Map<string, number>();
  for (const each of seen) {
    const code = each.visit.services[0]?.code ?? '';
    let middle = middles.get(code);
    if (middle === undefined) {
      const own = seen.flatMap(({ visit, ratio }) => (visit.services[0]?.code === code ? [ratio] : []));
      middle = quantile(
        own.sort((a, b) => a - b),
        0.5,
      );
      middles.set(code, middle);
    }
    const most = furthest * Math.sqrt(before.visit.variance);
    each.ratio = middle + Math.max(-most, Math.min(most, each.ratio - middle));
    each.rest = each.ratio;
  }
}

/** How groups of visits differ: shrunk means, taken away from what is left to explain, and the variance between the groups. */
function effects(
  seen: readonly Seen[],
  groupOf: (each: Seen) => string,
  within: number,
  prior: { readonly variance: number; readonly weight: number },
): { found: Map<string, { mean: number; variance: number }>; variance: number } {
  const groups = new Map<string, Seen[]>();
  for (const each of seen) {
    const group = groups.get(groupOf(each));
    if (group === undefined) groups.set(groupOf(each), [each]);
    else group.push(each);
  }
  let between = prior.variance * prior.weight;
  for (const group of groups.values()) {
    const mean = sum(group.map(({ rest }) => rest)) / group.length;
    between += Math.max(0, mean ** 2 - within / group.length);
  }
  between /= groups.size + prior.weight;
  const found = new Map<string, { mean: number; variance: number }>();
  for (const [name, group] of groups) {
    const certainty = 1 / between + group.length / within;
    const mean = sum(group.map(({ rest }) => rest)) / within / certainty;
    found.set(name, { mean, variance: 1 / certainty });
    for (const each of group) each.rest -= mean;
  }
  return { found, variance: between };
}

function learnShows(days: readonly RecordedDay[]): ShowsPast {
  const { share: usual, weight: belief } = before.shows;
  const booked = days.flatMap((each) => each.booked);
  const came = booked.filter((each) => each.came !== null).length;
  const share = (came + usual * belief) / (booked.length + belief);
  const absent = 1 - share;
  const daily = days
    .filter((each) => each.booked.length > 9)
    .map((each) => {
      const count = each.booked.length;
      const own = each.booked.filter((one) => one.came !== null).length / count;
      return (own - share) ** 2 - (share * absent) / count;
    });
  const between = (Math.max(0, sum(daily)) + 3 * 0.06 ** 2) / (daily.length + 3);
  const by = (classOf: (each: (typeof booked)[number]) => number): Map<number, number> => {
    const classes = new Map<number, { count: number; absent: number }>();
    for (const each of booked) {
      const one = classes.get(classOf(each)) ?? { count: 0, absent: 0 };
      classes.set(classOf(each), { count: one.count + 1, absent: one.absent + (each.came === null ? 1 : 0) });
    }
    return new Map(
      [...classes].map(([name, one]) => [name, (one.absent + 40 * absent) / (one.count + 40) / absent]),
    );
  };
  return {
    share,
    weight: Math.max(2, (share * absent) / between - 1),
    byHour: by(({ start }) => Math.floor(start / 60)),
    byLead: by(({ lead }) => leadClass(lead)),
    early: booked.flatMap(({ start, came: at }) => (at === null ? [] : [start - at])).sort((a, b) => a - b),
  };
}

/** The same day, the next, within a week, later. */
export function leadClass(days: number): number {
  return days < 1 ? 0 : days < 2 ? 1 : days < 8 ? 2 : 3;
}

/** The logarithm of how long a visit took by what is usual for it. */
export function paceOf(past: PacePast, services: readonly VisitService[], minutes: number): number {
  const level = past.level.get(services[0]?.code ?? '') ?? past.overall;
  return Math.log(minutes / plannedFor(services, past.planned)) - level;
}

function variance(
  values: readonly number[],
  prior: { readonly variance: number; readonly weight: number },
): number {
  return (
    (sum(values.map((each) => each ** 2)) + prior.variance * prior.weight) / (values.length + prior.weight)
  );
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const each of values) total += each;
  return total;
}

/** Nothing was seen yet and nothing is taken to differ: only how long visits usually take. */
export function unknownPast(times: ServiceTimes): BranchPast {
  const known = new Map<string, number>();
  const pace = { planned: known, level: known, overall: 0, dayScale: 0, visitVariance: 0.2 };
  return {
    days: [],
    times,
    pace: { ...pace, clerkDayVariance: 0, serviceDayVariance: 0, clerkVariance: 1e-9, clerks: new Map() },
    shows: { share: before.shows.share, weight: 1e9, byHour: new Map(), byLead: new Map(), early: [] },
    leavesPerMinute: 0,
  };
}
