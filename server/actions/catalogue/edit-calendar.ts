import { z } from 'zod';
import { calendarLimits, readCalendarFile } from '../../domain/calendar/read-calendar-year.ts';
import { type CatalogueEdit, edited, wrong } from './catalogue-edit.ts';
import { text, whole } from './input-parts.ts';

const schema = z.object({ year: whole(2000, 2999), file: text(calendarLimits.file) });

/** A year's notice of the State Council, in the format of the holiday-cn project, in the place of what was known of that year. */
export const editCalendar: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'calendar.import',
  toldFirst: true,
  schema,
  siteOf: () => null,
  read: (records) => records.calendarYears,
  apply: (records, _subject, { year, file }) => {
    const read = readCalendarFile(file);
    if (!read.ok) return wrong('file', read.problem, { found: read.found });
    if (read.value.year !== year)
      return wrong('file', 'wrong_year', { wanted: year, found: read.value.year });
    const others = records.calendarYears.filter((one) => one.year !== year);
    const calendarYears = [...others, read.value].sort((a, b) => a.year - b.year);
    return edited({ ...records, calendarYears });
  },
};
