import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { type ReminderKind, reminderKinds } from '../../../server/domain/message/reminder-kinds.ts';
import { reminderTimes } from '../../../server/domain/message/reminder-time.ts';
import { calendar2026, testSite } from '../../support/sites.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const now = at('2026-11-20', '10:00');
const site = testSite();
const times = (kinds: readonly ReminderKind[], time: string, some: object = {}) => {
  const ask = { site, day: '2026-11-24', start: at('2026-11-24', time), now, calendar: calendar2026 };
  return reminderTimes(kinds, { ...ask, ...some }).map(
    ({ kind, due }) => `${kind} ${new Date(due).toISOString()}`,
  );
};

describe('reminders by choice', () => {
  it('come on the working day before, an hour before the office opens, and an hour before the visit', () => {
    assert.deepEqual(times(reminderKinds, '10:15'), [
      'day_before 2026-11-23T06:00:00.000Z',
      'morning 2026-11-24T00:00:00.000Z',
      'hour_before 2026-11-24T01:15:00.000Z',
    ]);
  });

  it('are one where two fall together, and keep to an office that closes before two', () => {
    assert.deepEqual(times(['morning', 'hour_before'], '09:00'), ['morning 2026-11-24T00:00:00.000Z']);
    const short = testSite({
      sessions: [1, 2].map((weekday) => ({ weekday, opens: '09:00', closes: '12:00' })),
    });
    assert.deepEqual(times(['day_before'], '10:15', { site: short }), [
      'day_before 2026-11-23T03:00:00.000Z',
    ]);
  });

  it('never come while the office is closed and nobody is up: an hour before a visit at opening is the morning’s', () => {
    assert.deepEqual(times(['hour_before'], '09:00'), ['hour_before 2026-11-24T00:00:00.000Z']);
    assert.deepEqual(times(['hour_before'], '09:45'), ['hour_before 2026-11-24T00:00:00.000Z']);
    assert.deepEqual(times(['hour_before'], '10:00'), ['hour_before 2026-11-24T01:00:00.000Z']);
    const early = testSite({
      sessions: [1, 2].map((weekday) => ({ weekday, opens: '07:00', closes: '15:00' })),
    });
    assert.deepEqual(times(['hour_before'], '07:00', { site: early }), [
      'hour_before 2026-11-23T22:30:00.000Z',
    ]);
    assert.deepEqual(times(['morning', 'hour_before'], '09:30'), ['morning 2026-11-24T00:00:00.000Z']);
  });

  it('are none that lie in the past, and none after the visit has begun, in any zone', () => {
    fc.assert(
      fc.property(
        fc.subarray([...reminderKinds]),
        fc.integer({ min: -3000, max: 600 }),
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
        (kinds, minutes, timeZone) => {
          const start = instantOf('2026-11-24', '09:45', timeZone);
          const moment = start + minutes * 60_000;
          const ask = { site: testSite({ timeZone }), day: '2026-11-24', start, now: moment };
          const found = reminderTimes(kinds, { ...ask, calendar: calendar2026 });
          for (const { kind, due } of found) assert.ok(due > moment && due < start && kinds.includes(kind));
          assert.equal(new Set(found.map(({ due }) => due)).size, found.length);
        },
      ),
    );
  });
});
