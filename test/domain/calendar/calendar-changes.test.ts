import assert from 'node:assert/strict';
import { calendarChanges } from '../../../server/domain/calendar/calendar-changes.ts';

const off = (date: string, name = '元旦') => ({ date, name, isOffDay: true });
const work = (date: string, name = '元旦') => ({ date, name, isOffDay: false });

describe('what a notice changes', () => {
  it('is told by the year in which each day falls: added, removed, and changed in name or mark', () => {
    const before = [
      { year: 2026, days: [off('2026-01-01'), off('2026-10-01', '国庆节'), off('2026-10-02', '国庆节')] },
    ];
    const after = [
      { year: 2026, days: [off('2026-01-01'), work('2026-10-01', '国庆节'), off('2026-10-02', '中秋节')] },
      { year: 2027, days: [work('2026-12-27'), off('2027-01-01')] },
    ];
    const counts = (from: typeof before, to: typeof before) =>
      calendarChanges(from, to).map(({ year, added, removed, changed }) => [year, added, removed, changed]);
    assert.deepEqual(counts(before, after), [
      [2026, 1, 0, 2],
      [2027, 1, 0, 0],
    ]);
    assert.deepEqual(counts(after, before), [
      [2026, 0, 1, 2],
      [2027, 0, 1, 0],
    ]);
    assert.deepEqual(counts(after, after), []);
    assert.deepEqual(calendarChanges(before, after)[0]?.days[0], {
      date: '2026-10-01',
      before: { name: '国庆节', off: true },
      after: { name: '国庆节', off: false },
    });
  });
});
