import { addDays } from './local-time.ts';

/** The month of a local date: "2026-11". */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
}

/** The last local date of a month. */
export function endOfMonth(month: string): string {
  return addDays(`${monthAfter(month)}-01`, -1);
}

/** The months of which every day is between two local dates, both included, in order. */
export function wholeMonths(from: string, to: string): string[] {
  const months: string[] = [];
  const first = from.endsWith('-01') ? monthOf(from) : monthAfter(monthOf(from));
  for (let month = first; endOfMonth(month) <= to; month = monthAfter(month)) months.push(month);
  return months;
}
