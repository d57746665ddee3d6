import { addDays, daysBetween, localDate } from '../calendar/local-time.ts';
import type { BookingRules } from './booking-rules.ts';

export interface MissedPenalty {
  /** first local date on which online booking is possible again; null: not blocked */
  readonly blockedUntil: string | null;
  /** one visit or more was missed lately, without a block (yet) */
  readonly warned: boolean;
}

/**
 * What missed visits (starts, epoch ms, any order) mean at `now`: `missedLimit` of them within `missedWindowDays` local days block
 * until `missedBlockDays` after the last of them, unless staff lifted the block until an instant that is still to come.
 */
export function missedPenalty(
  rules: BookingRules,
  missed: readonly number[],
  liftedUntil: number | undefined,
  now: number,
  zone: string,
): MissedPenalty {
  const { missedLimit, missedWindowDays, missedBlockDays } = rules;
  if (missedLimit < 1 || missedBlockDays < 1) return { blockedUntil: null, warned: false };
  const today = localDate(now, zone);
  const days = missed.map((start) => localDate(start, zone)).sort();
  let blockedUntil: string | null = null;
  for (let last = missedLimit - 1; last < days.length; last += 1) {
    const [first, end] = [days[last - missedLimit + 1], days[last]];
    if (first === undefined || end === undefined || daysBetween(first, end) > missedWindowDays) continue;
    const until = addDays(end, missedBlockDays);
    if (today < until) blockedUntil = until;
  }
  if (liftedUntil !== undefined && now < liftedUntil) blockedUntil = null;
  const recent = days.some((day) => daysBetween(day, today) <= missedWindowDays);
  return { blockedUntil, warned: recent && blockedUntil === null };
}
