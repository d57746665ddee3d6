import { minute } from '../../calendar/durations.ts';
import { dueFor } from '../hall/call-policy.ts';
import { seededRandom } from './seeded-random.ts';
import { quantile, quantileSteps } from './service-times.ts';
import { WaitingLines } from './waiting-lines.ts';
import type { Scene, WaitInput } from './waiting-scene.ts';
import { sceneOf } from './waiting-scene.ts';

/** Whole minutes until the call, meant to cover 80 % of cases. */
export interface WaitRange {
  readonly low: number;
  readonly high: number;
}

/** null: cannot be said, because no open counter serves the queue or the hall is paused or closed. */
export interface ExpectedWaits {
  /** by ticket id: every ticket that waits */
  readonly tickets: ReadonlyMap<string, WaitRange | null>;
  /** by key: who asks; by default a new walk-in of each queue, by queue id */
  readonly newcomers: ReadonlyMap<string, WaitRange | null>;
}

const defaultRuns = 20;
const lowLevel = 0.1;
const highLevel = 0.9;

/** How booked visitors behave: share that comes, and minutes before the time (mean, spread). */
const booked = { comes: 0.9, early: 8, spread: 7 };

/** Plays the real policy forward some times from now, and says how long everybody waits. The same input gives the same answer. */
export function expectedWaits(input: WaitInput): ExpectedWaits {
  const scene = sceneOf(input);
  const runs = input.runs ?? defaultRuns;
  const people = scene.keys.length;
  const waits = new Float64Array(people * runs).fill(Number.POSITIVE_INFINITY);
  const random = seededRandom(input.seed);
  const works = input.hall.state === 'open' && scene.counters.length > 0;
  if (works) for (let run = 0; run < runs; run += 1) simulate(scene, input, random, waits, run, runs);
  const tickets = new Map<string, WaitRange | null>();
  const newcomers = new Map<string, WaitRange | null>();
  for (let person = 0; person < people; person += 1) {
    const answer = scene.keys[person];
    if (answer === undefined) continue;
    const range = rangeOf(waits.subarray(person * runs, (person + 1) * runs).sort());
    (answer.ticket ? tickets : newcomers).set(answer.key, range);
  }
  return { tickets, newcomers };
}

/** The quantiles that a further run would fall between in four cases of five: position p·(n + 1), not p·(n − 1), for few runs. */
function rangeOf(sorted: Float64Array): WaitRange | null {
  const runs = sorted.length;
  if (runs === 0 || sorted[runs - 1] === Number.POSITIVE_INFINITY) return null;
  const level = (wanted: number) => Math.min(1, Math.max(0, (wanted * (runs + 1) - 1) / (runs - 1 || 1)));
  return {
    low: Math.floor(quantile(sorted, level(lowLevel))),
    high: Math.ceil(quantile(sorted, level(highLevel))),
  };
}

/** One possible future: fills the column `run` of `waits`, minutes from now. */
function simulate(
  scene: Scene,
  { now, site, times }: WaitInput,
  random: () => number,
  waits: Float64Array,
  run: number,
  runs: number,
): void {
  const people = scene.keys.length;
  const { habits } = times;
  const coming = arrivalsOf(scene, now, site.hall, random);
  const crowd = {
    due: scene.crowd.due.slice(),
    timed: scene.crowd.timed.slice(),
    line: scene.crowd.line,
  };
  for (const each of coming) {
    crowd.due[each.person] = each.due;
    crowd.timed[each.person] = each.timed ? 1 : 0;
  }
  const lines = new WaitingLines(crowd, scene.lineCount, site.hall.callEarly);
  for (let person = 0; person < people; person += 1) lines.join(person);
  const free = scene.counters.map((counter) => {
    const left = counter.visit === null ? 0 : remaining(counter.visit, counter.elapsed, random());
    return now + (left + random() * habits.between) * minute;
  });
  let unserved = people;
  let arrived = 0;
  while (unserved > 0) {
    const counter = earliest(free);
    const at = free[counter] ?? Number.POSITIVE_INFINITY;
    if (at === Number.POSITIVE_INFINITY) return;
    for (let next = coming[arrived]; next !== undefined && next.at <= at; next = coming[arrived]) {
      lines.join(next.person);
      arrived += 1;
    }
    const person = lines.call(scene.counters[counter]?.lines ?? [], at);
    if (person < 0) {
      // nobody for this counter: it looks again when the next visitor comes
      free[counter] = coming[arrived]?.at ?? Number.POSITIVE_INFINITY;
      continue;
    }
    if (person < people) {
      waits[person * runs + run] = Math.max(0, (at - now) / minute);
      unserved -= 1;
    }
    const visit = scene.visits[person];
    if (!visit) continue;
    let minutes = random() < habits.missedShare ? habits.missedMinutes : sample(visit, random());
    if (random() < habits.repeatShare) minutes += sample(visit, random());
    free[counter] = at + (minutes + 2 * random() * habits.between) * minute;
  }
}

interface Coming {
  readonly person: number;
  readonly at: number;
  readonly due: number;
  readonly timed: boolean;
}

/** Who of the booked visitors still comes, and when; sorted by time. */
function arrivalsOf(
  scene: Scene,
  now: number,
  policy: WaitInput['site']['hall'],
  random: () => number,
): readonly Coming[] {
  const coming: Coming[] = [];
  scene.arrivals.forEach(({ start }, index) => {
    // drawn again while the draw says "came already": that is known to be untrue
    for (let tries = 0; tries < 4; tries += 1) {
      if (random() > booked.comes) return;
      const early = booked.early + booked.spread * 1.73 * (random() + random() + random() + random() - 2);
      const at = start - Math.min(early, policy.checkInEarly) * minute;
      if (at <= now) continue;
      const { due, dueReason } = dueFor({ bookedStart: start, issuedAt: at, priority: false }, policy);
      coming.push({ person: scene.keys.length + index, at, due, timed: dueReason.kind === 'appointment' });
      return;
    }
  });
  return coming.sort((a, b) => a.at - b.at);
}

function earliest(free: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < free.length; index += 1) {
    if ((free[index] ?? 0) < (free[best] ?? 0)) best = index;
  }
  return best;
}

function sample(quantiles: Float64Array, chance: number): number {
  return quantile(quantiles, chance);
}

/** Minutes that a visit still takes when it has lasted `elapsed`. */
function remaining(quantiles: Float64Array, elapsed: number, chance: number): number {
  const longest = quantiles[quantileSteps] ?? 0;
  // longer than anything known: the end may come any moment
  if (elapsed >= longest) return chance * 0.2 * Math.max(longest, 1);
  let step = 0;
  while (step < quantileSteps && (quantiles[step + 1] ?? 0) <= elapsed) step += 1;
  const low = quantiles[step] ?? 0;
  const high = quantiles[step + 1] ?? longest;
  const inside = elapsed <= low || high === low ? 0 : (elapsed - low) / (high - low);
  const reached = (step + inside) / quantileSteps;
  return Math.max(0, sample(quantiles, reached + (1 - reached) * chance) - elapsed);
}
