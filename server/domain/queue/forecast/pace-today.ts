import { minute } from '../../calendar/durations.ts';
import type { Hall } from '../hall/hall.ts';
import type { PacePast } from './branch-past.ts';
import { paceOf } from './branch-past.ts';

/**
 * How fast today goes, as far as it is known: a normal distribution of the day's own factor (logarithms), and of each clerk's given it.
 * The usual is the prior, the day's visits are the evidence; the more of them, the less of the usual is left (normal-normal).
 */
export interface PaceToday {
  readonly mean: number;
  readonly variance: number;
  /** by counter */
  readonly clerks: ReadonlyMap<string, ClerkToday>;
}

interface ClerkToday {
  readonly prior: number;
  readonly priorVariance: number;
  readonly count: number;
  /** mean of the day's visits there */
  readonly seen: number;
}

/** A visit that took so many standard deviations longer or shorter says no more than one of so many: somebody forgot a button. */
const furthest = 2.5;

export function paceToday(past: PacePast, hall: Hall, now: number): PaceToday {
  const spread = Math.sqrt(past.visitVariance);
  const found = new Map<string, number[]>();
  const going: { readonly counter: string; readonly lasted: number }[] = [];
  for (const { counter, services, calledAt, startedAt, endedAt, state } of hall.tickets.values()) {
    if (counter === null || calledAt === null || startedAt === null) continue;
    if (state === 'serving' && now > calledAt)
      going.push({ counter, lasted: paceOf(past, services, (now - calledAt) / minute) });
    if (state !== 'done' || endedAt === null || endedAt <= calledAt) continue;
    const pace = paceOf(past, services, (endedAt - calledAt) / minute);
    const list = found.get(counter);
    if (list === undefined) found.set(counter, [pace]);
    else list.push(pace);
  }
  const first = blend(past, hall, found, spread);
  for (const { counter, lasted } of going) {
    const expected = first.mean + clerkMean(first.clerks.get(counter), first.mean, past.visitVariance);
    // of one that lasts longer than was to be expected it is known already that it is long
    if (lasted < expected) continue;
    const list = found.get(counter) ?? [];
    list.push(expected + spread * beyond((lasted - expected) / spread));
    found.set(counter, list);
  }
  return going.length === 0 ? first : blend(past, hall, found, spread);
}

function blend(
  past: PacePast,
  hall: Hall,
  found: ReadonlyMap<string, readonly number[]>,
  spread: number,
): PaceToday {
  const own = new Map<string, ClerkToday>();
  for (const code of new Set([...hall.counters.keys(), ...found.keys()])) {
    const known = past.clerks.get(hall.counters.get(code)?.staff ?? code);
    const prior = known?.mean ?? 0;
    const priorVariance = (known?.variance ?? past.clerkVariance) + past.clerkDayVariance;
    const paces = found.get(code) ?? [];
    let sum = 0;
    for (const each of paces) sum += prior + clip(each - prior, furthest * spread);
    const seen = paces.length === 0 ? 0 : sum / paces.length;
    own.set(code, { prior, priorVariance, count: paces.length, seen });
  }
  let today = weigh(past.dayVariance, own, past.visitVariance);
  for (let turn = 0; turn < 2; turn += 1) {
    const dayVariance = past.dayVariance * surprise(today.mean ** 2 / past.dayVariance);
    const clerks = new Map<string, ClerkToday>();
    for (const [code, clerk] of own) {
      const odd = (clerkMean(today.clerks.get(code), today.mean, past.visitVariance) - clerk.prior) ** 2;
      const priorVariance = clerk.priorVariance * surprise(odd / clerk.priorVariance);
      clerks.set(code, { ...clerk, priorVariance });
    }
    today = weigh(dayVariance, clerks, past.visitVariance);
  }
  return today;
}

function weigh(
  dayVariance: number,
  clerks: ReadonlyMap<string, ClerkToday>,
  visitVariance: number,
): PaceToday {
  let certainty = 1 / dayVariance;
  let weighed = 0;
  for (const { prior, priorVariance, count, seen } of clerks.values()) {
    if (count === 0) continue;
    const weight = 1 / (visitVariance / count + priorVariance);
    certainty += weight;
    weighed += weight * (seen - prior);
  }
  return { mean: weighed / certainty, variance: 1 / certainty, clerks };
}

/**
 * Days and clerks are out of the ordinary more often than a normal distribution has it: Student's t with four degrees of freedom, as the
 * factor on the variance that a deviation (squared, by the variance) makes likely.
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

/** The mean of a standard normal beyond z, for z ≥ 0 (Mills' ratio, Birnbaum's bound). */
function beyond(z: number): number {
  return (z + Math.sqrt(z * z + 8 / Math.PI)) / 2;
}
