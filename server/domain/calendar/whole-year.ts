import type { CalendarYear } from '../catalogue/records.ts';

/** The festivals that every year's notice names, and the least that it says of each: fixed dates, or days off under its name. */
const festivals: readonly {
  readonly name: string;
  readonly dates?: readonly string[];
  readonly daysOff?: number;
  /** off in its place: a festival that falls into another's days makes these one day longer, and may not be named itself */
  readonly or?: string;
}[] = [
  { name: '元旦', dates: ['01-01'] },
  { name: '春节', daysOff: 3 },
  { name: '清明', daysOff: 1 },
  { name: '劳动节', dates: ['05-01'] },
  { name: '端午', daysOff: 1 },
  { name: '中秋', daysOff: 1, or: '10-08' },
  { name: '国庆节', dates: ['10-01', '10-02', '10-03'] },
];

/** The festivals that a year's notice does not give their days off; none: it is a whole one. Days of the December before do not count. */
export function missingFestivals({ year, days }: CalendarYear): readonly string[] {
  const off = days.filter(({ date, isOffDay }) => isOffDay && date.startsWith(`${year}-`));
  const isOff = (date: string) => off.some((day) => day.date === `${year}-${date}`);
  return festivals
    .filter(({ name, dates = [], daysOff = 0, or }) => {
      if (or !== undefined && isOff(or)) return false;
      return !dates.every(isOff) || off.filter((day) => day.name.includes(name)).length < daysOff;
    })
    .map(({ name }) => name);
}
