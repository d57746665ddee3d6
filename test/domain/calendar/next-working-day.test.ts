import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantOf, localDate } from '../../../server/domain/calendar/local-time.ts';
import { endOfNextWorkingDay } from '../../../server/domain/calendar/next-working-day.ts';
import { calendar2026, testSite } from '../../support/sites.ts';

const at = (date: string, time: string): number => instantOf(date, time, 'Asia/Shanghai');
const due = (date: string, time: string, site = testSite()): number =>
  endOfNextWorkingDay(site, calendar2026, at(date, time));

describe('the end of the next working day', () => {
  it('is the last closing of tomorrow, of Monday after a weekend, and of the day after a holiday', () => {
    assert.equal(due('2026-11-24', '10:00'), at('2026-11-25', '17:00'));
    assert.equal(due('2026-11-27', '16:59'), at('2026-11-30', '17:00'));
    assert.equal(due('2026-09-30', '10:00'), at('2026-10-08', '17:00'));
  });

  it('counts a weekend that is worked to make up for a holiday', () => {
    assert.equal(due('2026-10-09', '10:00'), at('2026-10-10', '17:00'));
  });

  it('passes over a day on which the site has no hours, and a site without any has until midnight', () => {
    const mondays = testSite({ sessions: [{ weekday: 1, opens: '09:00', closes: '12:00' }] });
    assert.equal(due('2026-11-24', '10:00', mondays), at('2026-11-30', '12:00'));
    const never = testSite({ sessions: [] });
    assert.equal(due('2026-11-24', '10:00', never), at('2026-11-26', '00:00'));
  });

  it('is always on a later day, and never earlier for a later rating', () => {
    const start = at('2026-01-01', '00:00');
    const moment = fc.integer({ min: 0, max: 360 * 24 * 60 }).map((minutes) => start + minutes * 60_000);
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        const of = (now: number) => endOfNextWorkingDay(testSite(), calendar2026, now);
        assert.ok(localDate(of(earlier), 'Asia/Shanghai') > localDate(earlier, 'Asia/Shanghai'));
        assert.ok(of(earlier) <= of(later));
      }),
    );
  });
});
