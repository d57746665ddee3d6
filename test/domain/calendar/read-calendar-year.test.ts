import assert from 'node:assert/strict';
import { readCalendarYear } from '../../../server/domain/calendar/read-calendar-year.ts';

const day = { name: '元旦', date: '2027-01-01', isOffDay: true };
const problemIn = (given: unknown) => {
  const read = readCalendarYear(given);
  return read.ok ? null : [read.problem, read.found];
};

describe('a year of the State Council’s notice', () => {
  it('is read with days of its own year and of the December before', () => {
    const read = readCalendarYear({ year: 2027, days: [{ ...day, date: '2026-12-31' }, day], extra: 1 });
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.days.map(({ date }) => date),
      ['2026-12-31', '2027-01-01'],
    );
  });

  it('is refused with what is wrong, and where', () => {
    const cases: readonly (readonly [unknown, string, string])[] = [
      [null, 'calendar_no_year', ''],
      [[], 'calendar_no_year', ''],
      [{ year: '2027', days: [day] }, 'calendar_no_year', ''],
      [{ year: 20.27, days: [day] }, 'calendar_no_year', ''],
      [{ year: 2027 }, 'calendar_no_days', ''],
      [{ year: 2027, days: [] }, 'calendar_no_days', ''],
      [{ year: 2027, days: [null] }, 'calendar_bad_date', ''],
      [{ year: 2027, days: [{ ...day, date: '2027-02-30' }] }, 'calendar_bad_date', '"2027-02-30"'],
      [{ year: 2027, days: [{ ...day, date: '2026-10-01' }] }, 'calendar_other_year', '2026-10-01'],
      [{ year: 2027, days: [{ ...day, date: '2028-01-01' }] }, 'calendar_other_year', '2028-01-01'],
      [{ year: 2027, days: [{ ...day, name: ' ' }] }, 'calendar_no_name', '2027-01-01'],
      [{ year: 2027, days: [{ ...day, isOffDay: 'yes' }] }, 'calendar_no_mark', '2027-01-01'],
      [{ year: 2027, days: [day, day] }, 'calendar_twice', '2027-01-01'],
    ];
    for (const [given, ...problem] of cases) assert.deepEqual(problemIn(given), problem);
  });
});
