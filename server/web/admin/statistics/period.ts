import type { Request } from 'express';
import { addDays, daysBetween } from '../../../domain/calendar/local-time.ts';
import { asked, dateIn } from '../site-of-request.ts';

/** Local dates, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const longestPeriod = 400;
const usualDays = 30;

/** The period that the address asks for: 30 days up to today without one; turned round it is put right, too long it ends earlier. */
export function periodIn(request: Request, today: string): Period {
  const one = dateIn(asked(request, 'from'));
  const other = dateIn(asked(request, 'to'));
  const to = other ?? (one !== null && one > today ? one : today);
  const from = one ?? addDays(to, 1 - usualDays);
  const [first, last] = from <= to ? [from, to] : [to, from];
  return daysBetween(first, last) < longestPeriod
    ? { from: first, to: last }
    : { from: first, to: addDays(first, longestPeriod - 1) };
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
