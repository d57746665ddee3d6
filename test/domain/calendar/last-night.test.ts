import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lastTimeOfDay, zonesDue } from '../../../server/domain/calendar/last-night.ts';
import { instantOf, localDate } from '../../../server/domain/calendar/local-time.ts';

const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland'];
const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });
const dayLong = 24 * 60 * 60_000;

describe('the last night of an office', () => {
  it('is over, is this time of a day there, and none has come since', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), at, (zone, now) => {
        const last = lastTimeOfDay('03:17', zone, now);
        assert.ok(last <= now && now - last <= dayLong + 60 * 60_000);
        assert.equal(last, instantOf(localDate(last, zone), '03:17', zone));
        const next = instantOf(localDate(last + 1.5 * dayLong, zone), '03:17', zone);
        assert.ok(next > now || next === last);
      }),
    );
  });

  it('is due in each zone once, at its own hour, however long nobody looked', () => {
    const due = (last: string | null, now: string) => [
      ...zonesDue('03:17', ['Asia/Shanghai', 'Europe/Berlin'], {
        last: last === null ? null : Date.parse(last),
        now: Date.parse(now),
      }),
    ];
    assert.deepEqual(due('2026-11-23T04:00:00+08:00', '2026-11-24T03:16:59+08:00'), ['Europe/Berlin']);
    assert.deepEqual(due('2026-11-23T20:00:00+08:00', '2026-11-24T03:16:59+08:00'), []);
    assert.deepEqual(due('2026-11-23T20:00:00+08:00', '2026-11-24T03:17:00+08:00'), ['Asia/Shanghai']);
    assert.deepEqual(due('2026-11-24T03:17:00+08:00', '2026-11-24T10:16:59+08:00'), []);
    assert.deepEqual(due('2026-11-24T03:17:00+08:00', '2026-11-24T10:17:00+08:00'), ['Europe/Berlin']);
    assert.deepEqual(due('2026-11-20T12:00:00+08:00', '2026-11-24T02:00:00+08:00'), [
      'Asia/Shanghai',
      'Europe/Berlin',
    ]);
    assert.equal(due(null, '2026-11-24T02:00:00+08:00').length, 2);
  });
});
