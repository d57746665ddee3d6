import { minute } from '../../calendar/durations.ts';
import type { Service, VisitService } from '../../catalogue/service.ts';
import type { Site } from '../../catalogue/site.ts';
import type { Ticket } from '../hall/ticket.ts';
import type { CounterHabits } from './counter-habits.ts';
import { usualHabits } from './counter-habits.ts';

/** How long visits take at a counter, from the call to the end, and how counters work around them. */
export interface ServiceTimes {
  /** service code → minutes for one item at the quantiles 0, 1/16 … 1 */
  readonly perItem: ReadonlyMap<string, readonly number[]>;
  readonly habits: CounterHabits;
}

/** One visit that ended: what it was for, and its minutes from the call to the end. */
export interface ServiceDuration {
  readonly services: readonly VisitService[];
  readonly minutes: number;
}

/** The number of steps between the quantiles 0 and 1. */
export const quantileSteps = 16;

const unknownServiceMinutes = 15;
/** the catalogue's minutes weigh as much as this many visits */
const priorWeight = 10;
const recentVisits = 200;
/** a visit that took this many times longer or shorter than planned was a slip of the button */
const slip = 8;

/** Quantiles of time taken ÷ time planned before anything is learned: skewed to the right, mean 1 (log-normal, σ = 0.45). */
const priorShape: readonly number[] = [
  -2.2, -1.534, -1.15, -0.887, -0.674, -0.489, -0.319, -0.157, 0, 0.157, 0.319, 0.489, 0.674, 0.887, 1.15,
  1.534, 2.2,
].map((z) => Math.exp(0.45 * z - 0.45 ** 2 / 2));

/** Planned minutes for one item of each service that the site offers: its own, else the catalogue's. */
export function plannedMinutes(
  site: Site,
  services: ReadonlyMap<string, Pick<Service, 'minutes'>>,
): ReadonlyMap<string, number> {
  return new Map(
    site.services.map((each) => [
      each.service,
      each.minutes ?? services.get(each.service)?.minutes ?? unknownServiceMinutes,
    ]),
  );
}

/** Before anything is learned: the catalogue's minutes, spread as such work usually is. */
export function priorServiceTimes(planned: ReadonlyMap<string, number>): ServiceTimes {
  return learnServiceTimes([], planned);
}

/**
 * Learned from recent visits, newest last: quantiles for each service, blended with the catalogue's minutes until there are enough.
 * A visit of several services counts for each of them with the ratio of time taken to time planned.
 */
export function learnServiceTimes(
  recent: readonly ServiceDuration[],
  planned: ReadonlyMap<string, number>,
  habits: CounterHabits = usualHabits,
): ServiceTimes {
  const ratios = new Map<string, number[]>();
  for (const visit of recent) {
    const ratio = visit.minutes / plannedFor(visit.services, planned);
    if (!(ratio < slip && ratio > 1 / (4 * slip))) continue;
    for (const { code } of visit.services) {
      const list = ratios.get(code);
      if (list === undefined) ratios.set(code, [ratio]);
      else list.push(ratio);
    }
  }
  const perItem = new Map<string, readonly number[]>();
  for (const [code, minutes] of planned) {
    const shape = blended(ratios.get(code) ?? []);
    perItem.set(
      code,
      shape.map((ratio) => ratio * minutes),
    );
  }
  return { perItem, habits };
}

function blended(ratios: readonly number[]): readonly number[] {
  const sorted = ratios.slice(-recentVisits).sort((a, b) => a - b);
  const weight = sorted.length / (sorted.length + priorWeight);
  if (sorted.length === 0) return priorShape;
  return priorShape.map((prior, step) => {
    // the outermost quantiles are those of 2 % and 98 %: one odd visit does not move them
    const level = Math.min(0.98, Math.max(0.02, step / quantileSteps));
    return weight * quantile(sorted, level) + (1 - weight) * prior;
  });
}

/** Linear between the neighbours; `sorted` is ascending and not empty. */
export function quantile(sorted: ArrayLike<number>, level: number): number {
  const position = level * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (position - below);
}

export function plannedFor(services: readonly VisitService[], planned: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const each of services) sum += (planned.get(each.code) ?? unknownServiceMinutes) * each.quantity;
  return Math.max(sum, 1);
}

/** Minutes of a whole visit at the quantiles 0, 1/16 … 1. */
export function visitMinutes(services: readonly VisitService[], times: ServiceTimes): Float64Array {
  const sum = new Float64Array(quantileSteps + 1);
  for (const { code, quantity } of services) {
    const one = times.perItem.get(code) ?? priorShape.map((ratio) => ratio * unknownServiceMinutes);
    for (let step = 0; step <= quantileSteps; step += 1)
      sum[step] = (sum[step] ?? 0) + (one[step] ?? 0) * quantity;
  }
  return sum;
}

/** What can be learned from tickets: those that were served to the end. */
export function serviceDurations(tickets: Iterable<Ticket>): readonly ServiceDuration[] {
  const found: ServiceDuration[] = [];
  for (const { state, services, calledAt, startedAt, endedAt } of tickets) {
    if (state !== 'done' || calledAt === null || startedAt === null || endedAt === null) continue;
    found.push({ services, minutes: (endedAt - calledAt) / minute });
  }
  return found;
}
