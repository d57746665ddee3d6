import assert from 'node:assert/strict';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { addWorkingDays, dayStatus, isWorkingDay } from '../../../server/domain/calendar/business-day.ts';
import { addDays } from '../../../server/domain/calendar/local-time.ts';
import { calendar2026 } from '../../support/sites.ts';

const dates = fc.integer({ min: -200, max: 600 }).map((n) => addDays('2026-01-01', n));

describe('business days', () => {
  it('all 365 days of 2026 agree with an independent source', () => {
    for (let date = '2026-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
      assert.equal(isWorkingDay(calendar2026, date), chineseDays.isWorkday(date), date);
    }
  });

  it('a holiday, a make-up workday, a weekend and a weekday are told apart', () => {
    const kind = (date: string) => dayStatus(calendar2026, date).kind;
    assert.equal(kind('2026-10-01'), 'holiday');
    assert.equal(kind('2026-10-10'), 'make_up');
    assert.equal(kind('2026-10-11'), 'weekend');
    assert.equal(kind('2026-10-12'), 'working');
    assert.equal(dayStatus(calendar2026, '2026-10-01').name, '国庆节');
  });

  it('past the horizon of the notices weekdays are open by weekday and flagged, never certain', () => {
    assert.deepEqual(dayStatus(calendar2026, '2027-10-01'), {
      kind: 'working',
      name: null,
      published: false,
    });
    assert.deepEqual(dayStatus(calendar2026, '2027-10-02'), {
      kind: 'weekend',
      name: null,
      published: false,
    });
    assert.equal(dayStatus(calendar2026, '2026-10-12').published, true);
  });

  it('n working days on there are exactly n working days between, and the last day is one', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 30 }), (date, n) => {
        const last = addWorkingDays(calendar2026, date, n);
        let count = 0;
        for (let day = addDays(date, 1); day <= last; day = addDays(day, 1)) {
          if (isWorkingDay(calendar2026, day)) count += 1;
        }
        assert.equal(count, n);
        assert.ok(isWorkingDay(calendar2026, last));
      }),
      { numRuns: 1000 },
    );
  });

  it('going back undoes going on from a working day', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 30 }), (date, n) => {
        fc.pre(isWorkingDay(calendar2026, date));
        assert.equal(addWorkingDays(calendar2026, addWorkingDays(calendar2026, date, n), -n), date);
      }),
      { numRuns: 1000 },
    );
  });

  it('a calendar without any working day does not loop for ever', () => {
    const off = { get: () => ({ name: 'off', off: true }) } as unknown as ReadonlyMap<string, never>;
    assert.ok(addWorkingDays({ years: new Set([2026]), days: off }, '2026-01-01', 10) > '2026-01-01');
  });
});
