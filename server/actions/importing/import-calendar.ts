import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { problemsIn } from '../catalogue/carry-out-edit.ts';
import { editCalendarDay } from '../catalogue/edit-calendar-day.ts';
import type { Cells } from './import-row.ts';
import type { CatalogueImport } from './plan-import.ts';

/** Days off and make-up workdays of the country, one a line, by the rules of the form for one day: a part of a year stays a part. */
export const importCalendar: CatalogueImport = {
  name: 'calendar',
  action: 'calendar.days_import',
  columns: [{ key: 'date', needed: true }, { key: 'day_kind', needed: true }, { key: 'day_name' }],
  keysOf: (cells) => [cells['date'] ?? ''],
  lineOf: (records, key) => linesOf(records).find((line) => line['date'] === key) ?? null,
  lines: linesOf,
  // a festival that is moved has its new day before it loses the old one
  first: (cells) => cells['day_kind'] !== 'weekday',
  apply: (records, cells, tools) => {
    const given = { date: cells['date'], kind: cells['day_kind'], name: cells['day_name'] ?? '' };
    const read = editCalendarDay.schema.safeParse(given);
    const made = read.success
      ? editCalendarDay.apply(records, '', read.data, tools)
      : ({ ok: false, problems: problemsIn(read.error) } as const);
    if (made.ok) return made;
    const problems = made.problems.map((one) => ({ ...one, field: columnOf[one.field] ?? one.field }));
    return { ok: false, problems };
  },
};

const columnOf: Readonly<Record<string, string>> = { kind: 'day_kind', name: 'day_name' };

function linesOf({ calendarYears }: CatalogueRecords): readonly Cells[] {
  return calendarYears.flatMap(({ days }) =>
    days.map(({ date, name, isOffDay }) => ({
      date,
      day_kind: isOffDay ? 'off' : 'make_up',
      day_name: name,
    })),
  );
}
