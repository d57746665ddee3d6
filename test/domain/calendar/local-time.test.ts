import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  addDays,
  dayBounds,
  daysBetween,
  instantOf,
  localDate,
  weekdayOf,
} from '../../../server/domain/calendar/local-time.ts';

const hour = 3_600_000;
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'];
const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });
const dates = instants.map((at) => new Date(at).toISOString().slice(0, 10));

describe('local time', () => {
  it('the local date of every instant is the one that luxon says, in zones with and without summer time', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (now, zone) => {
        assert.equal(localDate(now, zone), DateTime.fromMillis(now, { zone }).toISODate());
      }),
      { numRuns: 2000 },
    );
  });

  it('every instant lies in its own day, and days follow one another without gap or overlap', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (now, zone) => {
        const date = localDate(now, zone);
        const { start, end } = dayBounds(date, zone);
        assert.ok(start <= now && now < end);
        assert.equal(dayBounds(addDays(date, 1), zone).start, end);
        assert.equal(localDate(start, zone), date);
        assert.equal(localDate(start - 1, zone), addDays(date, -1));
      }),
      { numRuns: 2000 },
    );
  });

  it('a wall time that exists once is read back from its instant', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(dates, minutes, fc.constantFrom(...zones), (date, minute, zone) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const back = DateTime.fromMillis(instantOf(date, time, zone), { zone });
        const skipped = DateTime.fromISO(`${date}T${time}`, { zone }).toFormat('HH:mm') !== time;
        fc.pre(!skipped);
        assert.equal(back.toFormat("yyyy-MM-dd'T'HH:mm"), `${date}T${time}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('later wall times of a day are never earlier instants, even when the clocks change', () => {
    for (const [zone, date] of [
      ['Europe/Berlin', '2026-03-29'],
      ['Europe/Berlin', '2026-10-25'],
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
    ] as const) {
      let before = 0;
      for (let k = 0; k <= 96; k += 1) {
        const time = `${String(Math.floor(k / 4)).padStart(2, '0')}:${String((k % 4) * 15).padStart(2, '0')}`;
        const at = instantOf(date, time, zone);
        assert.ok(at >= before, `${zone} ${date} ${time}`);
        before = at;
      }
    }
  });

  it('the day on which summer time begins has 23 hours, the one on which it ends 25', () => {
    const length = (date: string, zone: string) => {
      const { start, end } = dayBounds(date, zone);
      return (end - start) / hour;
    };
    assert.equal(length('2026-03-29', 'Europe/Berlin'), 23);
    assert.equal(length('2026-10-25', 'Europe/Berlin'), 25);
    assert.equal(length('2026-03-08', 'America/New_York'), 23);
    assert.equal(length('2026-11-01', 'America/New_York'), 25);
    assert.equal(length('2026-03-29', 'Asia/Shanghai'), 24);
  });

  it('a time that occurs twice is the earlier one, a skipped one is the instant of the change', () => {
    assert.equal(instantOf('2026-10-25', '02:30', 'Europe/Berlin'), Date.UTC(2026, 9, 25, 0, 30));
    assert.equal(instantOf('2026-03-29', '02:30', 'Europe/Berlin'), Date.UTC(2026, 2, 29, 1, 0));
    assert.equal(instantOf('2026-03-29', '24:00', 'Europe/Berlin'), Date.UTC(2026, 2, 29, 22, 0));
  });

  it('dates count on across months, leap days and years', () => {
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(daysBetween('2026-02-28', '2026-03-01'), 1);
    assert.equal(weekdayOf('2026-11-23'), 1);
    assert.equal(weekdayOf('2026-11-29'), 7);
  });

  it('a zone that does not exist is a bug, not a guess', () => {
    assert.throws(() => localDate(0, 'Asia/Atlantis'), RangeError);
  });
});
