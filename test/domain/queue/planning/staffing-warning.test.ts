import assert from 'node:assert/strict';
import type { PlanFigures } from '../../../../server/domain/queue/planning/play-plan.ts';
import {
  isWorse,
  type StaffingWarning,
  staffingSentence,
  warningsOf,
} from '../../../../server/domain/queue/planning/staffing-warning.ts';

const calm = { open: true, counters: 3, tickets: 8, p50: 4, p90: 12, within: 0.95, idle: 10 };
function figures(change: Partial<PlanFigures['halfHours'][number]> = {}, left = 0): PlanFigures {
  const halfHours = [540, 570, 600].map((from) => ({ from, ...calm, ...(from === 570 ? change : {}) }));
  return { halfHours, p50: 4, p90: 12, within: 0.95, tickets: 24, left, staffHours: 4, idleHours: 1 };
}
const waits = (amount: number | null): StaffingWarning => ({ cause: 'waits', from: 570, amount });
const left = (amount: number): StaffingWarning => ({ cause: 'left', from: 600, amount });

describe('a warning of planned counters', () => {
  it('is none while eight in ten of each half hour are called in time, or nobody comes', () => {
    assert.deepEqual(warningsOf(figures()), []);
    assert.deepEqual(warningsOf(figures({ within: 0.8, p90: 25 })), []);
    assert.deepEqual(warningsOf(figures({ within: 0, p90: 25, tickets: 0.9 })), []);
    assert.deepEqual(warningsOf(figures({}, 1.4)), []);
  });

  it('names the worst half hour, whoever is not called before closing, and how many are left', () => {
    assert.deepEqual(warningsOf(figures({ within: 0.7, p90: 25.4 })), [waits(25)]);
    assert.deepEqual(warningsOf(figures({ within: 0.7, p90: 61 }, 4.6)), [waits(null), left(5)]);
    assert.deepEqual(warningsOf(figures({ within: 0.7, p90: Number.POSITIVE_INFINITY })), [waits(null)]);
  });

  it('is worse when there is another cause, nobody is called any more, or half as much again and not by a little', () => {
    assert.ok(isWorse([waits(25)], []));
    assert.ok(isWorse([waits(25), left(2)], [waits(25)]));
    assert.ok(isWorse([waits(null)], [waits(50)]));
    assert.ok(isWorse([waits(40)], [waits(25)]));
    assert.ok(isWorse([left(9)], [left(4)]));
    assert.ok(!isWorse([waits(37)], [waits(25)]));
    assert.ok(!isWorse([left(6)], [left(2)]));
    assert.ok(!isWorse([waits(25)], [waits(null)]));
    assert.ok(!isWorse([waits(null)], [waits(null)]));
    assert.ok(!isWorse([], [waits(25)]));
  });

  it('says all of a day in one sentence', () => {
    assert.equal(staffingSentence([]), null);
    assert.deepEqual(staffingSentence([waits(25)]), {
      words: 'staffingWaits',
      facts: { time: '09:30', minutes: 25 },
    });
    assert.deepEqual(staffingSentence([left(3)]), { words: 'staffingLeft', facts: { left: 3 } });
    assert.deepEqual(staffingSentence([waits(null), left(3)]), {
      words: 'staffingBoth',
      facts: { time: '09:30', minutes: -1, left: 3 },
    });
  });
});
