import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minute } from '../../../../server/domain/calendar/durations.ts';
import {
  doorCodeAt,
  formatDoorCode,
  isDoorCodeGood,
  parseDoorCode,
} from '../../../../server/domain/queue/hall/door-code.ts';

const begin = Date.parse('2026-11-23T10:00:00+08:00');
const site = fc.stringMatching(/^[A-Z]{2}(-[A-Z0-9]{1,8})?$/);
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('the code at the door', () => {
  it('is good for two minutes from the beginning of its minute, and not before', () => {
    const code = doorCodeAt('BJ-TSY', begin);
    const good = (after: number): boolean => isDoorCodeGood(code, begin + after);
    assert.deepEqual([-1, 0, 2 * minute - 1, 2 * minute].map(good), [false, true, true, false]);
  });

  it('leaves at least a minute and at most two to whoever sees it while it is new', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 3 * minute }), (shown, later) => {
        const good = isDoorCodeGood(doorCodeAt('BJ-TSY', shown), shown + later);
        if (later <= minute) assert.ok(good);
        if (later >= 2 * minute) assert.ok(!good);
      }),
    );
  });

  it('is another every minute, and the same within one', () => {
    assert.deepEqual(doorCodeAt('BJ-TSY', begin), doorCodeAt('BJ-TSY', begin + minute - 1));
    assert.notDeepEqual(doorCodeAt('BJ-TSY', begin), doorCodeAt('BJ-TSY', begin + minute));
  });

  it('reads as it was written, and nothing else reads as one', () => {
    fc.assert(
      fc.property(site, instant, (name, now) => {
        const code = doorCodeAt(name, now);
        assert.deepEqual(parseDoorCode(formatDoorCode(code)), code);
      }),
    );
    for (const text of ['', '.', 'abc', '.BJ', 'abc.', '0abc.BJ', 'abc.B J', 'ABC.BJ', 'abc.BJ.x'])
      assert.equal(parseDoorCode(text), null, text);
  });
});
