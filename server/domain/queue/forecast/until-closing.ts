import { minute } from '../../calendar/durations.ts';
import type { WaitRange } from './wait-range.ts';
import type { ExpectedWaits } from './waiting-time.ts';

/** wider than that (minutes), nobody can plan by both ends */
const widest = 120;
/** below that (minutes), "at least" says nothing */
const leastWorthSaying = 30;
/** longer than that (minutes), no day has room for it */
const longest = 480;

/** The same waits, none of them longer than the hall is open: who is not called by closing is not called. `closesAt`, `now`: epoch ms. */
export function untilClosing(waits: ExpectedWaits, closesAt: number | undefined, now: number): ExpectedWaits {
  if (closesAt === undefined || closesAt <= now) return waits;
  // not "hardly any wait" in the last minute
  const left = Math.max(2, Math.floor((closesAt - now) / minute));
  const cut = ([key, wait]: [string, WaitRange | null]): [string, WaitRange | null] => [
    key,
    wait === null || wait.high <= left ? wait : { ...wait, low: Math.min(wait.low, left), high: left },
  ];
  return {
    tickets: new Map([...waits.tickets].map(cut)),
    newcomers: new Map([...waits.newcomers].map(cut)),
  };
}

/** How the minutes of a wait can be told without claiming what nobody knows, as after a visit that never seems to end. */
export function minutesToTell({
  low,
  high,
}: Pick<WaitRange, 'low' | 'high'>): 'range' | 'at_least' | 'unknown' | 'not_today' {
  if (low >= longest) return 'not_today';
  if (high - low <= widest) return 'range';
  return low >= leastWorthSaying ? 'at_least' : 'unknown';
}
