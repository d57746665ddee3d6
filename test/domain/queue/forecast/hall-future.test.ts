import assert from 'node:assert/strict';
import { usualHabits } from '../../../../server/domain/queue/forecast/counter-habits.ts';
import {
  type FutureHall,
  playFuture,
  remainingMinutes,
  type Span,
  workingFrom,
} from '../../../../server/domain/queue/forecast/hall-future.ts';

const minute = 60_000;
const ten = Float64Array.from({ length: 17 }, () => 10);
const never = { ...usualHabits, between: 0, missedShare: 0, repeatShare: 0 };
const always: readonly Span[] = [{ from: 0, to: Number.POSITIVE_INFINITY }];
const half = () => 0.5;

/** Persons in one line, all there from the beginning, who take ten minutes each. */
function hall(persons: number, counters: readonly (readonly Span[])[]): FutureHall {
  const each = Array.from({ length: persons }, (_, index) => index);
  return {
    lineCount: 1,
    callEarlyMinutes: 10,
    crowd: { due: each, timed: each.map(() => 0), line: each.map(() => 0) },
    waiting: persons,
    coming: [],
    visits: each.map(() => ten),
    counters: counters.map((spans) => ({ lines: [0], freeAt: 0, spans, pace: 1 })),
    habits: never,
    leavesPerMinute: 0,
  };
}

const callsOf = (future: FutureHall): number[] =>
  [...playFuture(future, { enough: future.waiting, from: 0 }, half).calledAt].map((at) => at / minute);

describe('one possible future of a hall', () => {
  it('calls in order, one after another at each counter', () => {
    assert.deepEqual(callsOf(hall(3, [always])), [0, 10, 20]);
    assert.deepEqual(callsOf(hall(4, [always, always])), [0, 0, 10, 10]);
  });

  it('calls nobody in a break, and finishes a visit that reaches into it', () => {
    const lunch = [
      { from: 0, to: 15 * minute },
      { from: 75 * minute, to: Number.POSITIVE_INFINITY },
    ];
    assert.deepEqual(callsOf(hall(4, [lunch])), [0, 10, 75, 85]);
  });

  it('leaves uncalled whom no counter has time for', () => {
    assert.deepEqual(callsOf(hall(3, [[{ from: 0, to: 15 * minute }]])), [0, 10, Number.POSITIVE_INFINITY]);
  });

  it('takes longer at a slow counter', () => {
    const [slow] = hall(3, [always]).counters;
    assert.ok(slow !== undefined);
    assert.deepEqual(callsOf({ ...hall(3, [always]), counters: [{ ...slow, pace: 2 }] }), [0, 20, 40]);
  });

  it('says how long each counter was busy, and when all was over', () => {
    const { busy, endsAt } = playFuture(hall(3, [always, always]), { enough: 3, from: 0 }, half);
    assert.deepEqual([...busy], [20, 10]);
    assert.equal(endsAt, 20 * minute);
  });

  it('a counter works from the first span that has not ended', () => {
    const spans = [
      { from: 5, to: 10 },
      { from: 20, to: 30 },
    ];
    assert.deepEqual(
      [0, 7, 10, 29, 30].map((at) => workingFrom(spans, at)),
      [5, 7, 20, 29, Number.POSITIVE_INFINITY],
    );
  });

  it('a visit ends sooner the longer it has lasted, and a forgotten one does not last the longer for it', () => {
    const known = Float64Array.from({ length: 17 }, (_, step) => 4 + step);
    const left = (elapsed: number): number => remainingMinutes(known, 1, elapsed, half);
    assert.ok(left(2) > left(8) && left(8) > left(16));
    assert.ok(left(25) > left(19), 'beyond everything known, somebody has to notice first');
    assert.equal(left(180), left(25));
  });
});
