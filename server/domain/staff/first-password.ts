import { dayLong } from '../calendar/durations.ts';

/** A password that was generated lies in a mail or on a slip until it is changed: so many days, and nobody signs in with it any more. */
export const firstPasswordDays = 7;

/** Until when (epoch ms, exclusive) one that is generated at `now` opens anything. */
export function firstPasswordUntil(now: number): number {
  return now + firstPasswordDays * dayLong;
}
