import { minute } from '../../calendar/durations.ts';
import type { CounterHabits } from './counter-habits.ts';
import { quantile, quantileSteps } from './service-times.ts';
import { type Crowd, WaitingLines } from './waiting-lines.ts';

/**
 * One possible future of a hall, played with the real order of the calls. It knows nothing but its arguments, which are plain data
 * (a worker can be sent them), and reads neither clock nor database: whoever calls draws what is uncertain (who comes and when, which
 * counters work and when, how fast) and plays again for the next draw. The expected wait plays from now on with what is here; a plan
 * plays a whole day from empty lines.
 *
 * Instants are epoch ms, durations minutes. Persons are numbers: their index in `crowd`. Calls begin within a counter's spans only, so
 * sessions, lunch, closures, planned hours and pauses are all said by spans; a visit that has begun is finished beyond them.
 */
export interface FutureHall {
  readonly lineCount: number;
  readonly callEarlyMinutes: number;
  readonly crowd: Crowd;
  /** persons below this number stand in line when it begins */
  readonly waiting: number;
  /** who joins later, by time */
  readonly coming: readonly Joining[];
  /** by person: minutes of the visit at the quantiles 0, 1/16 … 1; null: takes no time, and so disturbs nobody */
  readonly visits: readonly (Float64Array | null)[];
  readonly counters: readonly FutureCounter[];
  readonly habits: CounterHabits;
  /** of those who wait, the share of whom each minute sees one leave unheard; such a call costs no time */
  readonly leavesPerMinute: number;
}

export interface Joining {
  readonly person: number;
  readonly at: number;
}

export interface FutureCounter {
  /** lines that it serves */
  readonly lines: readonly number[];
  /** free for its first call from then on */
  readonly freeAt: number;
  /** [from, to) in which it calls, by time, apart; the last may end at infinity */
  readonly spans: readonly Span[];
  /** minutes of its visits by the usual minutes: 1.2 is a fifth slower */
  readonly pace: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whoever asks no more than who is called when stops at `enough` persons of the first line-up; all: until nothing is left to happen. */
export interface FutureAsk {
  readonly enough: number;
  readonly from: number;
}

export interface FutureCalls {
  /** by person: epoch ms of the first call; infinite: not called */
  readonly calledAt: Float64Array;
  /** by counter: minutes busy with visits, calls and what comes between */
  readonly busy: Float64Array;
  /** epoch ms: the end of the last visit */
  readonly endsAt: number;
}

/** `random` gives numbers in [0, 1). The same arguments and numbers give the same future. */
export function playFuture(hall: FutureHall, { enough, from }: FutureAsk, random: () => number): FutureCalls {
  const { crowd, counters, coming, habits } = hall;
  const calledAt = new Float64Array(crowd.due.length).fill(Number.POSITIVE_INFINITY);
  const busy = new Float64Array(counters.length);
  const joinedAt = new Float64Array(crowd.due.length).fill(from);
  const lines = new WaitingLines(crowd, hall.lineCount, hall.callEarlyMinutes);
  for (let person = 0; person < hall.waiting; person += 1) lines.join(person);
  const free = counters.map((counter) => workingFrom(counter.spans, counter.freeAt));
  let unserved = enough;
  let arrived = 0;
  let endsAt = from;
  while (unserved > 0) {
    const which = earliest(free);
    const at = free[which] ?? Number.POSITIVE_INFINITY;
    const counter = counters[which];
    if (counter === undefined || at === Number.POSITIVE_INFINITY) break;
    for (let next = coming[arrived]; next !== undefined && next.at <= at; next = coming[arrived]) {
      lines.join(next.person);
      joinedAt[next.person] = next.at;
      arrived += 1;
    }
    const person = lines.call(counter.lines, at);
    if (person < 0) {
      // nobody for this counter: it looks again when the next visitor comes
      free[which] = workingFrom(counter.spans, coming[arrived]?.at ?? Number.POSITIVE_INFINITY);
      continue;
    }
    calledAt[person] = at;
    if (person < hall.waiting) unserved -= 1;
    const visit = hall.visits[person];
    if (!visit) continue;
    const waited = (at - (joinedAt[person] ?? at)) / minute;
    if (hall.leavesPerMinute > 0 && random() < waited * hall.leavesPerMinute) continue;
    let minutes =
      random() < habits.missedShare ? habits.missedMinutes : counter.pace * quantile(visit, random());
    if (random() < habits.repeatShare) minutes += counter.pace * quantile(visit, random());
    minutes += 2 * random() * habits.between;
    busy[which] = (busy[which] ?? 0) + minutes;
    endsAt = Math.max(endsAt, at + minutes * minute);
    free[which] = workingFrom(counter.spans, at + minutes * minute);
  }
  return { calledAt, busy, endsAt };
}

/** The first instant from `at` on at which a counter with these spans calls; infinite: none. */
export function workingFrom(spans: readonly Span[], at: number): number {
  for (const { from, to } of spans) if (at < to) return Math.max(at, from);
  return Number.POSITIVE_INFINITY;
}

function earliest(free: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < free.length; index += 1) {
    if ((free[index] ?? 0) < (free[best] ?? 0)) best = index;
  }
  return best;
}

/**
 * Minutes that a visit still takes when it has lasted `elapsed`. Beyond everything known somebody has forgotten to say that it is over:
 * another visit's time or two may pass until that is noticed, but not longer the longer it stands, or one forgotten button would end the day.
 */
export function remainingMinutes(
  quantiles: Float64Array,
  pace: number,
  elapsed: number,
  random: () => number,
): number {
  const worked = elapsed / pace;
  const longest = quantiles[quantileSteps] ?? 0;
  if (worked >= longest) return pace * longest * (1 / Math.sqrt(1 - random()) - 1);
  let step = 0;
  while (step < quantileSteps && (quantiles[step + 1] ?? 0) <= worked) step += 1;
  const low = quantiles[step] ?? 0;
  const high = quantiles[step + 1] ?? longest;
  const inside = worked <= low || high === low ? 0 : (worked - low) / (high - low);
  const reached = (step + inside) / quantileSteps;
  return pace * Math.max(0, quantile(quantiles, reached + (1 - reached) * random()) - worked);
}
