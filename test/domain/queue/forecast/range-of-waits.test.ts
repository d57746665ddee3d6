import assert from 'node:assert/strict';
import { rangeOf } from '../../../../server/domain/queue/forecast/range-of-waits.ts';
import {
  type Level,
  levelAfter,
  steps,
  wanted,
} from '../../../../server/domain/queue/forecast/told-levels.ts';
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

  it('lets the outcomes decide whether the begun minute is told where nobody waits as long as that', () => {
    const seconds = evenly(0.02, 0.2);
    const from = { late: 0.05, early: 0.1 };
    assert.deepEqual(rangeOf(seconds, { ...from, lateAlone: wanted.lateAlone - 0.01 }, hours)?.high, 1);
    let level: Level = wanted;
    let late = 0;
    const asked = 400;
    for (let index = 0; index < asked; index += 1) {
      const told = rangeOf(seconds.slice(), level, hours);
      assert.ok(told !== null && told.low === 0 && told.high <= 1);
      const outcome = {
        key: '',
        ...told,
        waited: seconds[(index * 7) % seconds.length] ?? 0,
        knownAt: index,
      };
      if (outcome.waited > told.high) late += 1;
      level = levelAfter(level, outcome, steps.today);
    }
    assert.ok(Math.abs(late / asked - wanted.lateAlone) < 0.02, `${late} of ${asked}`);
  });

  it('is in steps that its width can bear: hardly wider for being said, and as round as it may be', () => {
    const levels = { late: 0.1, early: 0.1, lateAlone: 0.1 };
    let [known, said] = [0, 0];
    for (let from = 21; from < 90; from += 0.7) {
      for (let width = 4; width < 90; width += 3.3) {
        const told = rangeOf(evenly(from, from + width), levels, hours);
        assert.ok(told !== null);
        const own = 0.8 * 62 * (width / 60);
        known += own;
        said += told.high - told.low;
        const step = own >= 50 ? 10 : own >= 20 ? 5 : own >= 8 ? 2 : 1;
        assert.ok(told.low % step === 0 && told.high % step === 0, JSON.stringify([own, told]));
        assert.ok(told.high - told.low <= own + 1.2 * step + 1e-9, JSON.stringify([own, told]));
      }
    }
    assert.ok(said < 1.06 * known, `${said / known}`);
    assert.deepEqual(rangeOf(evenly(40, 70), levels, hours), { low: 40, high: 70 });
  });
});
