import { minute } from '../../../calendar/durations.ts';
import { quantile, type ServiceTimes, visitMinutes } from '../../forecast/service-times.ts';
import type { Step } from '../day-replay.ts';
import { asItWas } from './as-it-was.ts';
import { type ChangeAsk, changedCounters, usualReaction } from './counter-changes.ts';
import { playAgain, type Stands } from './play-again.ts';
import { msOf, type PlayedDay, ticksOf } from './played-day.ts';

/** How a day went for those who waited. Minutes to one decimal place. */
export interface DayWaits {
  /** who was called */
  readonly called: number;
  /** from the ticket to the first call; null: nobody was called */
  readonly median: number | null;
  readonly p90: number | null;
  /** still in line when the day ended */
  readonly left: number;
  /** of all together, minutes */
  readonly total: number;
  /** by queue id: how many stood in line, milliseconds after the beginning */
  readonly steps: ReadonlyMap<string, readonly Step[]>;
}

export interface WhatIf {
  readonly real: DayWaits;
  readonly other: DayWaits;
}

/**
 * The day as it was, and as it would have been. Visits of which it is not known how long they took take what such visits usually do. A
 * generator, as `playAgain`.
 */
export function* whatIf(ask: ChangeAsk & { readonly times: ServiceTimes }): Generator<undefined, WhatIf> {
  const { played, times } = ask;
  const other = yield* playAgain({
    played,
    counters: changedCounters(ask),
    usualReaction: usualReaction(played),
    usualVisit: ({ services }) => {
      const minutes = visitMinutes(services, times);
      return ticksOf((minutes[(minutes.length - 1) / 2] ?? 0) * minute);
    },
  });
  yield undefined;
  const real = waitsOf(played, asItWas(played));
  yield undefined;
  return { real, other: waitsOf(played, other) };
}

function waitsOf(played: PlayedDay, stands: Stands): DayWaits {
  const issued = new Map(played.visits.map(({ id, issuedAt }) => [id, issuedAt]));
  const firstCalls = new Map<string, number>();
  let total = 0;
  let left = 0;
  for (const { visit, from, until, called } of stands) {
    total += until - from;
    if (!called && until === played.end) left += 1;
    if (called && !firstCalls.has(visit)) firstCalls.set(visit, played.from + msOf(until));
  }
  const waits = [...firstCalls].map(([visit, at]) => (at - (issued.get(visit) ?? at)) / minute);
  waits.sort((a, b) => a - b);
  const level = (share: number): number | null => (waits.length === 0 ? null : tenth(quantile(waits, share)));
  return {
    called: waits.length,
    median: level(0.5),
    p90: level(0.9),
    left,
    total: tenth(msOf(total) / minute),
    steps: stepsOf(stands, played.end),
  };
}

function stepsOf(stands: Stands, end: number): ReadonlyMap<string, readonly Step[]> {
  const changes = new Map<string, { readonly at: number; readonly by: 1 | -1 }[]>();
  for (const { queue, from, until } of stands) {
    const own = changes.get(queue) ?? [];
    own.push({ at: from, by: 1 });
    if (until < end) own.push({ at: until, by: -1 });
    changes.set(queue, own);
  }
  return new Map(
    [...changes].map(([queue, own]) => {
      own.sort((a, b) => a.at - b.at);
      const steps: Step[] = [];
      let waiting = 0;
      for (const { at, by } of own) {
        waiting += by;
        const ms = msOf(at);
        if (steps.at(-1)?.at === ms) steps.pop();
        steps.push({ at: ms, waiting });
      }
      return [queue, steps];
    }),
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
