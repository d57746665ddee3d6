import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bookingWindow, inWindow, opensForBookingAt } from '../../../server/domain/booking/booking-window.ts';
import { addDays, instantOf, localDate } from '../../../server/domain/calendar/local-time.ts';
import { calendar2026, testRules, testSite } from '../../support/sites.ts';
import { arbitraryNow, arbitrarySite } from './arbitrary-site.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');

describe('the booking window', () => {
  it('is counted in working days, across weekends and holidays', () => {
    const site = testSite({ rules: testRules({ lastWorkingDay: 5 }) });
    const { firstDate, lastDate } = bookingWindow(site, calendar2026, at('2026-09-30', '10:00'));
    assert.deepEqual([firstDate, lastDate], ['2026-10-08', '2026-10-13']);
  });

  it('the furthest day opens at the release hour, not before', () => {
    const site = testSite({ rules: testRules({ lastWorkingDay: 5, releaseAt: '08:00' }) });
    const last = (time: string) => bookingWindow(site, calendar2026, at('2026-11-24', time)).lastDate;
    assert.equal(last('07:59'), '2026-11-30');
    assert.equal(last('08:00'), '2026-12-01');
  });

  it('a day that is too early opens exactly at the instant that is told', () => {
    fc.assert(
      fc.property(arbitrarySite, arbitraryNow, fc.nat(40), (site, now, n) => {
        const date = addDays(localDate(now, site.timeZone), n);
        const opensAt = opensForBookingAt(site, calendar2026, date);
        assert.ok(date > bookingWindow(site, calendar2026, opensAt - 1).lastDate);
        assert.ok(date <= bookingWindow(site, calendar2026, opensAt).lastDate);
      }),
      { numRuns: 1000 },
    );
  });

  it('a day never closes again before it is too late: the last day does not go back', () => {
    fc.assert(
      fc.property(arbitrarySite, arbitraryNow, fc.nat(100 * 3_600_000), (site, now, later) => {
        const [a, b] = [now, now + later].map((time) => bookingWindow(site, calendar2026, time));
        assert.ok(a && b && a.lastDate <= b.lastDate && a.firstDate <= b.firstDate);
      }),
      { numRuns: 1000 },
    );
  });

  it('says too early beyond the last day and too late before the first or within the notice', () => {
    const site = testSite({ rules: testRules({ firstWorkingDay: 0, noticeMinutes: 30, lastWorkingDay: 1 }) });
    const window = bookingWindow(site, calendar2026, at('2026-11-24', '09:00'));
    const code = (date: string, time: string) => {
      const outcome = inWindow(window, date, at(date, time));
      return outcome.ok ? 'ok' : outcome.code;
    };
    assert.equal(code('2026-11-23', '10:00'), 'too_late');
    assert.equal(code('2026-11-24', '09:29'), 'too_late');
    assert.equal(code('2026-11-24', '09:30'), 'ok');
    assert.equal(code('2026-11-26', '10:00'), 'too_early');
  });
});
