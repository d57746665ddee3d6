import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minute } from '../../../../server/domain/calendar/durations.ts';
import { minutesToTell, untilClosing } from '../../../../server/domain/queue/forecast/until-closing.ts';

const now = Date.parse('2026-11-24T15:00:00+08:00');
const ranges = fc
  .tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 }))
  .map(([low, more]) => ({ low, high: low + more, notToday: 20 }));

describe('a wait until closing', () => {
  it('is never longer than the hall is open, and is left alone when it is shorter or when nobody closes', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: -60, max: 600 }), (wait, left) => {
        const waits = { tickets: new Map([['t', wait]]), newcomers: new Map([['q', null]]) };
        const told = untilClosing(waits, now + left * minute, now).tickets.get('t');
        assert.ok(told && told.low <= told.high && told.notToday === 20);
        if (left > 0) assert.ok(told.high <= Math.max(2, left));
        if (left <= 0 || wait.high <= left) assert.deepEqual(told, wait);
        assert.deepEqual(untilClosing(waits, undefined, now), waits);
      }),
    );
  });

  it('does not become "hardly any wait" in the last minute', () => {
    const waits = { tickets: new Map(), newcomers: new Map([['q', { low: 40, high: 70 }]]) };
    assert.deepEqual(untilClosing(waits, now + minute / 2, now).newcomers.get('q'), { low: 2, high: 2 });
  });

  it('is told by both ends only while they are near each other', () => {
    assert.equal(minutesToTell({ low: 20, high: 140 }), 'range');
    assert.equal(minutesToTell({ low: 0, high: 750 }), 'unknown');
    assert.equal(minutesToTell({ low: 30, high: 200 }), 'at_least');
    assert.equal(minutesToTell({ low: 1740, high: 1750 }), 'not_today');
  });

  it('is told without a nought, and not by the same minute twice', () => {
    assert.equal(minutesToTell({ low: 0, high: 0 }), 'soon');
    assert.equal(minutesToTell({ low: 1, high: 1 }), 'soon');
    assert.equal(minutesToTell({ low: 0, high: 2 }), 'up_to');
    assert.equal(minutesToTell({ low: 0, high: 120 }), 'up_to');
    assert.equal(minutesToTell({ low: 4, high: 4 }), 'about');
  });
});
