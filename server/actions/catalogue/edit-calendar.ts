import { z } from 'zod';
import { readCalendarYear } from '../../domain/calendar/read-calendar-year.ts';
import { type CatalogueEdit, edited, wrong } from './catalogue-edit.ts';
import { text, whole } from './input-parts.ts';

const schema = z.object({ year: whole(2000, 2999), file: text(60_000) });

/** A year's notice of the State Council, in the format of the holiday-cn project, in the place of what was known of that year. */
export const editCalendar: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'calendar.import',
  schema,
  siteOf: () => null,
  read: (records) => records.calendarYears,
  apply: (records, _subject, { year, file }) => {
    const given = jsonIn(file);
    if (given === null) return wrong('file', 'not_json');
    const read = readCalendarYear(given);
    if (!read.ok) return wrong('file', read.problem, { found: read.found });
    if (read.value.year !== year)
      return wrong('file', 'wrong_year', { wanted: year, found: read.value.year });
    const others = records.calendarYears.filter((one) => one.year !== year);
    const calendarYears = [...others, read.value].sort((a, b) => a.year - b.year);
    return edited({ ...records, calendarYears });
  },
};

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
