import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { DateTime } from 'luxon';
import calendar2026 from '../../seeds/calendar/2026.json' with { type: 'json' };
import { publishedCalendar } from '../../server/domain/catalogue/build-catalogue.ts';

// the package's ESM entry does not resolve under Node, its CommonJS entry does
const { isWorkday } = createRequire(import.meta.url)('chinese-days') as { isWorkday(date: string): boolean };

const first = DateTime.fromISO('2026-01-01', { zone: 'utc' });
const dates = Array.from({ length: 365 }, (_, index) => {
  const date = first.plus({ days: index });
  return { day: date.toFormat('yyyy-MM-dd'), weekday: date.weekday };
});

describe('the seeded calendar of 2026', () => {
  it('agrees with the published calendar of chinese-days on all 365 days', () => {
    const { days } = publishedCalendar([calendar2026]);
    for (const { day, weekday } of dates) {
      const named = days.get(day);
      const works = named === undefined ? weekday <= 5 : !named.off;
      assert.equal(works, isWorkday(day), day);
    }
  });

  it('names exactly the days of the State Council notice', () => {
    const expand = (from: string, to: string) =>
      dates.map(({ day }) => day.slice(5)).filter((date) => date >= from && date <= to);
    const off = [
      expand('01-01', '01-03'),
      expand('02-15', '02-23'),
      expand('04-04', '04-06'),
      expand('05-01', '05-05'),
      expand('06-19', '06-21'),
      expand('09-25', '09-27'),
      expand('10-01', '10-07'),
    ].flat();
    const named = (isOffDay: boolean) =>
      calendar2026.days.filter((day) => day.isOffDay === isOffDay).map((day) => day.date.slice(5));
    assert.deepEqual(named(true), off);
    assert.deepEqual(named(false), ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']);
  });

  it('lies in its year, in order, each day once and named', () => {
    const listed = calendar2026.days.map(({ date }) => date);
    assert.deepEqual(listed, [...new Set(listed)].sort());
    assert.ok(calendar2026.days.every(({ date, name }) => date.startsWith('2026-') && name.length > 1));
    assert.equal(calendar2026.year, 2026);
  });
});
