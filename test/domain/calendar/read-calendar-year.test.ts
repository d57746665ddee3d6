import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import {
  calendarLimits,
  readCalendarFile,
  readCalendarYear,
} from '../../../server/domain/calendar/read-calendar-year.ts';
import { missingFestivals } from '../../../server/domain/calendar/whole-year.ts';
import { wholeNotice } from '../../support/whole-notice.ts';

// the package's ESM entry does not resolve under Node, its CommonJS entry does
const { getHolidaysInRange, getDayDetail } = createRequire(import.meta.url)('chinese-days') as {
  getHolidaysInRange(from: string, to: string, weekends: boolean): string[];
  getDayDetail(date: string): { name: string };
};

const whole = wholeNotice(2027);
const day = { name: '元旦', date: '2027-01-01', isOffDay: true };
const problemIn = (given: unknown) => {
  const read = readCalendarYear(given);
  return read.ok ? null : [read.problem, read.found];
};
const problemOf = (file: string) => {
  const read = readCalendarFile(file);
  return read.ok ? null : read.problem;
};

describe('a year of the State Council’s notice', () => {
  it('is read with days of its own year and of the December before', () => {
    const read = readCalendarYear({
      ...whole,
      days: [{ ...day, date: '2026-12-31' }, ...whole.days],
      extra: 1,
    });
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.days.slice(0, 2).map(({ date }) => date),
      ['2026-12-31', '2027-01-01'],
    );
  });

  it('is refused with what is wrong, and where', () => {
    const many = Array.from({ length: calendarLimits.days + 1 }, () => day);
    const cases: readonly (readonly [unknown, string, string])[] = [
      [null, 'calendar_no_year', ''],
      [[], 'calendar_no_year', ''],
      [{ year: '2027', days: [day] }, 'calendar_no_year', ''],
      [{ year: 20.27, days: [day] }, 'calendar_no_year', ''],
      [{ year: 2027 }, 'calendar_no_days', ''],
      [{ year: 2027, days: [] }, 'calendar_no_days', ''],
      [{ year: 2027, days: many }, 'calendar_too_many', '120'],
      [{ year: 2027, days: [null] }, 'calendar_bad_date', ''],
      [{ year: 2027, days: [{ ...day, date: '2027-02-30' }] }, 'calendar_bad_date', '"2027-02-30"'],
      [{ year: 2027, days: [{ ...day, date: '2026-10-01' }] }, 'calendar_other_year', '2026-10-01'],
      [{ year: 2027, days: [{ ...day, date: '2028-01-01' }] }, 'calendar_other_year', '2028-01-01'],
      [{ year: 2027, days: [{ ...day, name: ' ' }] }, 'calendar_no_name', '2027-01-01'],
      [{ year: 2027, days: [{ ...day, name: '元'.repeat(41) }] }, 'calendar_long_name', '2027-01-01'],
      [{ year: 2027, days: [{ ...day, isOffDay: 'yes' }] }, 'calendar_no_mark', '2027-01-01'],
      [{ year: 2027, days: [day, day] }, 'calendar_twice', '2027-01-01'],
      [{ year: 2027, days: [day] }, 'calendar_fragment', '春节、清明、劳动节、端午、中秋、国庆节'],
    ];
    for (const [given, ...problem] of cases) assert.deepEqual(problemIn(given), problem);
  });

  it('is a fragment without any one of its statutory days off, as a make-up day too, and when a festival is only of the year before', () => {
    for (const left of ['01-01', '05-01', '10-01', '10-02', '10-03', '06-09']) {
      const others = whole.days.filter(({ date }) => !date.endsWith(left));
      assert.equal(problemIn({ ...whole, days: others })?.[0], 'calendar_fragment', left);
      const worked = whole.days.map((one) => ({
        ...one,
        isOffDay: one.isOffDay && !one.date.endsWith(left),
      }));
      assert.equal(problemIn({ ...whole, days: worked })?.[0], 'calendar_fragment', left);
    }
    const before = whole.days.map((one) => (one.name === '端午节' ? { ...one, date: '2026-12-30' } : one));
    assert.deepEqual(problemIn({ ...whole, days: before }), ['calendar_fragment', '端午']);
  });

  it('every real one since Qingming is a festival is whole, and none without one of its festivals', () => {
    for (let year = 2008; year <= 2026; year += 1) {
      const days = getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, true)
        .map((date) => ({ date, name: getDayDetail(date).name.split(',')[1] ?? '', isOffDay: true }))
        .filter(({ name }) => name !== '');
      assert.deepEqual(missingFestivals({ year, days }), [], String(year));
      for (const festival of new Set(days.map(({ name }) => name))) {
        // the days of the anniversary in 2015, and a mid-autumn within longer national days, are not asked for
        if (
          /抗战|纪念/.test(festival) ||
          (festival === '中秋' && days.some(({ date }) => date.endsWith('10-08')))
        )
          continue;
        const others = days.filter(({ name }) => name !== festival);
        assert.notDeepEqual(missingFestivals({ year, days: others }), [], `${year} without ${festival}`);
      }
    }
  });

  it('is read from a file with a byte-order mark or without; one that is too long is not looked into', () => {
    const text = JSON.stringify(whole);
    assert.equal(problemOf(text), null);
    assert.equal(problemOf(`\uFEFF${text}`), null);
    assert.equal(problemOf(text.slice(1)), 'calendar_not_json');
    assert.equal(problemOf(text.padEnd(calendarLimits.file, ' ')), null);
    assert.equal(problemOf(text.padEnd(calendarLimits.file + 1, ' ')), 'calendar_too_long');
  });
});
