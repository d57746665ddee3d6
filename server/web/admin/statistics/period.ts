import type { Request } from 'express';
import { addDays, daysBetween, weekdayOf } from '../../../domain/calendar/local-time.ts';
import { endOfMonth, monthOf, wholeMonths } from '../../../domain/calendar/months.ts';
import { asked, dateIn } from '../../request/asked.ts';

/** Local dates, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Ten years and a little. */
export const longestPeriod = 3700;

/** So many days can be told one by one: three years and a little. */
const mostDays = 1100;
const usualDays = 30;

/** What the period is where the address does not say: up to today, or the day from which it is asked; 30 days. */
export function usualPeriod(request: Request, today: string): Period {
  const one = dateIn(asked(request, 'from'));
  const to = one !== null && one > today ? one : today;
  return { from: addDays(dateIn(asked(request, 'to')) ?? to, 1 - usualDays), to };
}

/** The period that the address asks for; turned round it is put right, longer than so many days it begins later. */
export function periodIn(
  request: Request,
  today: string,
  longest = longestPeriod,
): Period & { readonly cut: boolean } {
  const usual = usualPeriod(request, today);
  const from = dateIn(asked(request, 'from')) ?? usual.from;
  const to = dateIn(asked(request, 'to')) ?? usual.to;
  const [first, last] = from <= to ? [from, to] : [to, from];
  return daysBetween(first, last) < longest
    ? { from: first, to: last, cut: false }
    : { from: addDays(last, 1 - longest), to: last, cut: true };
}

/**
 * What a period is held against: as many months before it where it is made of whole months, else the same weekdays whole weeks earlier, so
 * that both have as many Mondays. The two never share a day.
 */
export function periodBefore({ from, to }: Period): Period {
  if (!from.endsWith('-01') || endOfMonth(monthOf(to)) !== to) {
    const shift = 7 * Math.ceil((daysBetween(from, to) + 1) / 7);
    return { from: addDays(from, -shift), to: addDays(to, -shift) };
  }
  let first = from;
  for (const _month of wholeMonths(from, to)) first = `${monthOf(addDays(first, -1))}-01`;
  return { from: first, to: addDays(from, -1) };
}

export const groupings = ['day', 'week', 'month'] as const;
export type Grouping = (typeof groupings)[number];

/** What the rows of a period are: as asked for, else so many that they can be read. */
export function groupingIn(request: Request, { from, to }: Period): Grouping {
  const days = daysBetween(from, to) + 1;
  const wanted = groupings.find((one) => one === asked(request, 'by'));
  if (wanted !== undefined) return days > mostDays ? 'month' : wanted;
  return days <= 62 ? 'day' : days <= 190 ? 'week' : 'month';
}

/** The days, weeks (from Monday) or months of a period, in order; the first and the last may be cut by it. */
export function spansOf({ from, to }: Period, grouping: Grouping): Period[] {
  const spans: Period[] = [];
  for (let first = from; first <= to; ) {
    const end = endOf(first, grouping);
    const last = end < to ? end : to;
    spans.push({ from: first, to: last });
    first = addDays(last, 1);
  }
  return spans;
}

function endOf(date: string, grouping: Grouping): string {
  if (grouping === 'day') return date;
  if (grouping === 'week') return addDays(date, 7 - weekdayOf(date));
  return endOfMonth(monthOf(date));
}

/** Periods that are asked for often, by the key of their name. */
export function usualPeriods(
  today: string,
): readonly { readonly name: 'today' | 'week' | 'month' | 'year'; readonly period: Period }[] {
  const upTo = (days: number): Period => ({ from: addDays(today, 1 - days), to: today });
  return [
    { name: 'today', period: upTo(1) },
    { name: 'week', period: upTo(7) },
    { name: 'month', period: upTo(30) },
    { name: 'year', period: upTo(365) },
  ];
}
