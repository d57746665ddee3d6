import assert from 'node:assert/strict';
import { rangeOf } from '../../../../server/domain/queue/forecast/range-of-waits.ts';
import { nine } from '../../../support/hall-play.ts';

const hours = { sessions: [], now: nine };

/** Evenly from the first minute to the last. */
function evenly(from: number, to: number): Float64Array {
  return Float64Array.from({ length: 61 }, (_, index) => from + ((to - from) * index) / 60);
}

describe('the range that is told of many futures', () => {
  it('goes as far up as its own levels say where it may be wrong on both sides', () => {
    const told = (late: number) => rangeOf(evenly(20, 80), { late, early: 0.1, lateAlone: 0.1 }, hours);
    assert.ok((told(0.05)?.high ?? 0) > (told(0.3)?.high ?? 0));
    assert.ok((told(0.05)?.low ?? 0) > 0);
    const alone = rangeOf(evenly(20, 80), { late: 0.05, early: 0.1, lateAlone: 0.4 }, hours);
    assert.deepEqual(alone, told(0.05));
  });

  it('goes as far up as the level of those from nothing on where nobody can be called sooner', () => {
    const told = (lateAlone: number) => rangeOf(evenly(0, 12), { late: 0.05, early: 0.05, lateAlone }, hours);
    assert.equal(told(0.1)?.low, 0);
    assert.ok((told(0.1)?.high ?? 0) > (told(0.4)?.high ?? 0));
    const crowd = rangeOf(evenly(0, 12), { late: 0.4, early: 0.05, lateAlone: 0.1 }, hours);
    assert.deepEqual(crowd, told(0.1));
  });
});
