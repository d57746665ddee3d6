import { minute } from '../../calendar/durations.ts';
import type { Hall } from '../hall/hall.ts';
import type { PacePast } from './branch-past.ts';
import { paceOf } from './branch-past.ts';
import { type Likely, likelyAt, likelyDay } from './likely-day.ts';
import { notOver } from './normal.ts';
import type { ServiceTimes } from './service-times.ts';

/**
 * How fast today goes, as far as it is known: the day's own factor (logarithms), each clerk's given it (normal), and what is left of each
 * service. The usual is the prior, the day's visits are the evidence; the more of them, the less of the usual is left.
 */
export interface PaceToday {
  readonly day: Likely;
  /** by counter */
  readonly clerks: ReadonlyMap<string, ClerkToday>;
  /** by service code, logarithms */
  readonly services: ReadonlyMap<string, number>;
}

type PaceOfStaff = Omit<PaceToday, 'services'>;

interface Seen {
  readonly code: string;
  readonly pace: number;
  /** by a visit that is over */
  readonly weight: number;
}

interface ClerkToday {
  readonly prior: number;
  readonly priorVariance: number;
  /** visits, those that still go on with what they say */
  readonly count: number;
  /** mean of the day's visits there */
  readonly seen: number;
}

/** A visit that took so many standard deviations longer or shorter says no more than one of so many: somebody forgot a button. */
const furthest = 2.5;

export function paceToday(past: PacePast, hall: Hall, now: number): PaceToday {
  const spread = Math.sqrt(past.visitVariance);
  const found = new Map<string, Seen[]>();
  const going: { readonly counter: string; readonly code: string; readonly lasted: number }[] = [];
  for (const { counter, services, calledAt, startedAt, endedAt, state } of hall.tickets.values()) {
    if (counter === null || calledAt === null || startedAt === null) continue;
    const code = services[0]?.code ?? '';
    if (state === 'serving' && now > calledAt)
      going.push({ counter, code, lasted: paceOf(past, services, (now - calledAt) / minute) });
    if (state !== 'done' || endedAt === null || endedAt <= calledAt) continue;
    add(found, counter, { code, pace: paceOf(past, services, (endedAt - calledAt) / minute), weight: 1 });
  }
  const first = blend(past, hall, found, spread);
  // those that ended first are the short ones: without what still goes on, every day would begin as a fast one
  const middle = likelyAt(first.day, 0.5);
  for (const { counter, code, lasted } of going) {
    const expected = middle + clerkMean(first.clerks.get(counter), middle, past.visitVariance);
    const { value, weight } = notOver((lasted - expected) / spread);
    add(found, counter, { code, pace: expected + spread * value, weight });
  }
  const staff = going.length === 0 ? first : blend(past, hall, found, spread);
  return { ...staff, services: servicesToday(past, staff, found, spread) };
}

/** What the day and its clerks leave unexplained of each service: one whose machine is slow takes longer at every counter. */
function servicesToday(
  past: PacePast,
  staff: PaceOfStaff,
  found: ReadonlyMap<string, readonly Seen[]>,
  spread: number,
): ReadonlyMap<string, number> {
  const usual = past.serviceDayVariance;
  const left = new Map<string, { count: number; sum: number }>();
  if (usual === 0) return new Map();
  const middle = likelyAt(staff.day, 0.5);
  for (const [counter, visits] of found) {
    const expected = middle + clerkMean(staff.clerks.get(counter), middle, past.visitVariance);
    for (const { code, pace, weight } of visits) {
      const { count, sum } = left.get(code) ?? { count: 0, sum: 0 };
      const rest = clip(pace - expected, furthest * spread);
      left.set(code, { count: count + weight, sum: sum + weight * rest });
    }
  }
  let [all, total] = [0, 0];
  for (const { count, sum } of left.values()) [all, total] = [all + count, total + sum];
  // what all have in common is the day's, and was weighed there
  const common = all === 0 ? 0 : total / all;
  const factors = [...left].map(([code, { count, sum }]) => {
    const given = (variance: number): number =>
      (sum - common * count) / (count + past.visitVariance / variance);
    return [code, given(usual * surprise(given(usual) ** 2 / usual))] as const;
  });
  return new Map(factors);
}

/** The usual minutes of each service as they are today at a usual clerk on a usual day. */
export function timesToday(times: ServiceTimes, { services }: PaceToday): ServiceTimes {
  if (services.size === 0) return times;
  const perItem = [...times.perItem].map(([code, minutes]) => {
    const factor = Math.exp(services.get(code) ?? 0);
    return [code, minutes.map((each) => each * factor)] as const;
  });
  return { ...times, perItem: new Map(perItem) };
}

function add(found: Map<string, Seen[]>, counter: string, seen: Seen): void {
  const list = found.get(counter);
  if (list === undefined) found.set(counter, [seen]);
  else list.push(seen);
}

function blend(
  past: PacePast,
  hall: Hall,
  found: ReadonlyMap<string, readonly Seen[]>,
  spread: number,
): PaceOfStaff {
  const own = new Map<string, ClerkToday>();
  for (const code of new Set([...hall.counters.keys(), ...found.keys()])) {
    const known = past.clerks.get(hall.counters.get(code)?.staff ?? code);
    const prior = known?.mean ?? 0;
    const priorVariance = (known?.variance ?? past.clerkVariance) + past.clerkDayVariance;
    let count = 0;
    let sum = 0;
    for (const { pace, weight } of found.get(code) ?? []) {
      count += weight;
      sum += weight * (prior + clip(pace - prior, furthest * spread));
    }
    own.set(code, { prior, priorVariance, count, seen: count === 0 ? 0 : sum / count });
  }
  let today = weigh(past, own);
  for (let turn = 0; turn < 2; turn += 1) {
    const middle = likelyAt(today.day, 0.5);
    const clerks = new Map<string, ClerkToday>();
    for (const [code, clerk] of own) {
      const odd = (clerkMean(today.clerks.get(code), middle, past.visitVariance) - clerk.prior) ** 2;
      const priorVariance = clerk.priorVariance * surprise(odd / clerk.priorVariance);
      clerks.set(code, { ...clerk, priorVariance });
    }
    today = weigh(past, clerks);
  }
  return today;
}

function weigh(past: PacePast, clerks: ReadonlyMap<string, ClerkToday>): PaceOfStaff {
  let certainty = 0;
  let weighed = 0;
  for (const { prior, priorVariance, count, seen } of clerks.values()) {
    if (count === 0) continue;
    const weight = 1 / (past.visitVariance / count + priorVariance);
    certainty += weight;
    weighed += weight * (seen - prior);
  }
  const evidence = { mean: certainty === 0 ? 0 : weighed / certainty, certainty };
  return { day: likelyDay(past.dayScale, evidence), clerks };
}

/**
 * Clerks are out of the ordinary more often than a normal distribution has it: Student's t with four degrees of freedom, as the factor on
 * the variance that a deviation (squared, by the variance) makes likely.
 */
function surprise(deviation: number): number {
  return Math.max(1, (4 + deviation) / 5);
}

/** The factor on the usual minutes of visits at a counter, when the day's own is `day` (its logarithm) and the clerk's draw is `z`. */
export function paceAt(past: PacePast, today: PaceToday, counter: string, day: number, z: number): number {
  const clerk = today.clerks.get(counter);
  const variance =
    clerk === undefined ? past.clerkVariance + past.clerkDayVariance : clerkVariance(clerk, past);
  const mean = clerkMean(clerk, day, past.visitVariance);
  return Math.exp(day + mean + z * Math.sqrt(variance));
}

function clerkMean(clerk: ClerkToday | undefined, day: number, visitVariance: number): number {
  if (clerk === undefined) return 0;
  const [usual, evidence] = [1 / clerk.priorVariance, clerk.count / visitVariance];
  return (usual * clerk.prior + evidence * (clerk.seen - day)) / (usual + evidence);
}

function clerkVariance({ priorVariance, count }: ClerkToday, { visitVariance }: PacePast): number {
  return 1 / (1 / priorVariance + count / visitVariance);
}

function clip(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
