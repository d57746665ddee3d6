import { z } from 'zod';
import { missingFestivals } from '../../domain/calendar/whole-year.ts';
import type { CalendarYear } from '../../domain/catalogue/records.ts';
import { type CatalogueEdit, edited, wrong } from './catalogue-edit.ts';
import { date, optionalText } from './input-parts.ts';

/** What a day becomes: off for the whole country, a workday though it is a weekend, or whatever its weekday says. */
export const calendarDayKinds = ['off', 'make_up', 'weekday'] as const;

const schema = z.object({
  date,
  kind: z.enum(calendarDayKinds),
  name: optionalText(40),
});

/** One day of the national calendar, as when a notice is changed after it was imported. */
export const editCalendarDay: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'calendar.day',
  toldFirst: true,
  schema,
  siteOf: () => null,
  read: (records) => records.calendarYears,
  apply: (records, _subject, { date: day, kind, name }) => {
    if (kind !== 'weekday' && name === null) return wrong('name', 'required');
    const year = Number(day.slice(0, 4));
    // the notice of a year may name days of the December before
    const home = records.calendarYears.find(({ days }) => days.some((one) => one.date === day))?.year ?? year;
    const before = records.calendarYears.find((one) => one.year === home) ?? { year: home, days: [] };
    const others = before.days.filter((one) => one.date !== day);
    const named = kind === 'weekday' ? [] : [{ name: name ?? '', date: day, isOffDay: kind === 'off' }];
    const after: CalendarYear = {
      year: home,
      days: [...others, ...named].sort((a, b) => (a.date < b.date ? -1 : 1)),
    };
    const missing = missingFestivals(after);
    // a year that was known as a whole would be a part only, and open its festivals
    if (missingFestivals(before).length === 0 && missing.length > 0)
      return wrong('kind', 'calendar_fragment', { found: missing.join('、') });
    const years = records.calendarYears.filter((one) => one.year !== home);
    const kept = after.days.length === 0 ? years : [...years, after];
    return edited({ ...records, calendarYears: kept.sort((a, b) => a.year - b.year) });
  },
};
