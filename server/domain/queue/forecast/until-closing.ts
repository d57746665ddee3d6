import { minute } from '../../calendar/durations.ts';
import type { WaitRange } from './wait-range.ts';
import type { ExpectedWaits } from './waiting-time.ts';

/** wider than that (minutes), nobody can plan by both ends */
const widest = 120;
/** below that (minutes), "at least" says nothing */
const leastWorthSaying = 30;
/** longer than that (minutes), no day has room for it */
const longest = 480;

/**
 * A wait as it may be told, whoever tells it: not longer than the hall is open, because who is not called by closing is not called. `closesAt`,
 * `now`: epoch ms.
 */
export function waitToTell(wait: WaitRange, closesAt: number | undefined, now: number): WaitRange {
  if (closesAt === undefined || closesAt <= now) return wait;
  // not "hardly any wait" in the last minute
  const left = Math.max(2, Math.floor((closesAt - now) / minute));
  return wait.high <= left ? wait : { ...wait, low: Math.min(wait.low, left), high: left };
}

/** The same waits as they may be told. */
export function untilClosing(waits: ExpectedWaits, closesAt: number | undefined, now: number): ExpectedWaits {
  const cut = ([key, wait]: [string, WaitRange | null]): [string, WaitRange | null] => [
    key,
    wait === null ? null : waitToTell(wait, closesAt, now),
  ];
  return {
    tickets: new Map([...waits.tickets].map(cut)),
    newcomers: new Map([...waits.newcomers].map(cut)),
  };
}

/** From there on (minutes) there is something to tell: below it somebody is called at once, as far as anybody notices. */
const leastToNotice = 2;

/**
 * How the minutes of a wait can be told without claiming what nobody knows, as after a visit that never seems to end, and without numbers
 * that say nothing: "0–1" is soon, "0–5" up to 5, "5–5" about 5.
 */
export function minutesToTell({
  low,
  high,
}: Pick<WaitRange, 'low' | 'high'>):
  | 'soon'
  | 'up_to'
  | 'about'
  | 'range'
  | 'at_least'
  | 'unknown'
  | 'not_today' {
  if (low >= longest) return 'not_today';
  if (high - low > widest) return low >= leastWorthSaying ? 'at_least' : 'unknown';
  if (high < leastToNotice) return 'soon';
  if (low <= 0) return 'up_to';
  return low === high ? 'about' : 'range';
}
