import fc from 'fast-check';
import type { HallPlay } from './hall-play.ts';
import { queueA, queueB } from './hall-site.ts';

/** Somebody who comes at `at`; `booked` null: a walk-in. Minutes after nine. */
export interface RandomArrival {
  readonly at: number;
  readonly booked: number | null;
  readonly priority: boolean;
  readonly queue: string;
}

const arrival: fc.Arbitrary<RandomArrival> = fc.record({
  at: fc.integer({ min: 0, max: 120 }),
  booked: fc.option(fc.integer({ min: 0, max: 180 })),
  priority: fc.integer({ min: 0, max: 9 }).map((each) => each === 0),
  queue: fc.constantFrom(queueA, queueA, queueB),
});

export const arrivals = fc.array(arrival, { maxLength: 30 });

/** Everybody takes a ticket, in order of time. */
export function fill(play: HallPlay, list: readonly RandomArrival[]): HallPlay {
  for (const each of [...list].sort((a, b) => a.at - b.at)) {
    const { at, queue, priority } = each;
    if (each.booked === null) play.walkIn(at, { queue, priority });
    else {
      const booked = Math.min(each.booked, at + 60);
      play.do(at, { ...play.booked(booked, priority), queue });
    }
  }
  return play;
}
