import { minute } from '../../calendar/durations.ts';
import { normalQuantile } from './normal.ts';
import { quantile } from './service-times.ts';
import { type Level, wanted } from './told-levels.ts';
import type { WaitRange } from './wait-range.ts';

interface Hours {
  readonly sessions: readonly { readonly opens: number; readonly closes: number }[];
  /** epoch ms */
  readonly now: number;
}

/** From the waits of all futures, ascending (minutes, infinite: not called), and the shares to leave out; null: nobody calls in most of them. */
export function rangeOf(sorted: Float64Array, level: Level, { sessions, now }: Hours): WaitRange | null {
  const runs = sorted.length;
  const called = firstInfinite(sorted);
  if (runs === 0 || called * 2 <= runs) return null;
  const closesAt = sessions.at(-1)?.closes;
  const never =
    closesAt === undefined
      ? (sorted[called - 1] ?? 0)
      : Math.max((closesAt - now) / minute, sorted[called - 1] ?? 0) + 30;
  for (let index = called; index < runs; index += 1) sorted[index] = never;
  const low = Math.max(0, levelAt(sorted, level.early));
  const highAt = (late: number): number => Math.max(low, levelAt(sorted, 1 - late));
  const opens = sessions.find(
    (each, index) => index > 0 && each.opens > now && now >= (sessions[0]?.opens ?? 0),
  )?.opens;
  const both = usefulWords(low, highAt(level.late));
  const words = both.low > 0 ? both : begunMinute(usefulWords(0, highAt(level.lateAlone)), level);
  const after = opens !== undefined && now + (low + 0.5) * minute >= opens ? { after: opens } : {};
  return { ...words, ...after, ...lostShare(sorted, closesAt, now) };
}

function firstInfinite(sorted: Float64Array): number {
  let called = sorted.length;
  while (called > 0 && sorted[called - 1] === Number.POSITIVE_INFINITY) called -= 1;
  return called;
}

/** The share, in percent, of futures in which the call does not come before closing; left out when it is less than one in ten. */
function lostShare(
  sorted: Float64Array,
  closesAt: number | undefined,
  now: number,
): Pick<WaitRange, 'notToday'> {
  if (closesAt === undefined || closesAt <= now) return {};
  const left = (closesAt - now) / minute;
  const lost = sorted.filter((wait) => wait >= left).length / sorted.length;
  return lost < 0.1 ? {} : { notToday: Math.round(lost * 20) * 5 };
}

/**
 * The quantile that a further future would fall below with this chance: position p·(n + 1), not p·(n − 1), for few runs. Beyond what the
 * runs reach it goes on as a normal distribution does.
 */
function levelAt(sorted: Float64Array, chance: number): number {
  const runs = sorted.length;
  const reach = 1 / (runs + 1);
  const inside = Math.max(reach, Math.min(1 - reach, chance));
  const value = quantile(sorted, (inside * (runs + 1) - 1) / (runs - 1 || 1));
  if (inside === chance || runs < 2) return value;
  const middle = quantile(sorted, 0.5);
  return middle + ((value - middle) * normalQuantile(chance)) / normalQuantile(inside);
}

/**
 * Where all wait less than a minute, whole minutes cover nobody (0) or everybody (1), whatever is left out: no quantile decides between them.
 * The outcomes do, as in a smoothed conformal predictor (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005): the begun
 * minute is told whole once more were late than is wanted. Both are said with the same words (`minutesToTell`).
 */
function begunMinute(words: WaitRange, { lateAlone }: Level): WaitRange {
  return words.high === 0 && lateAlone < wanted.lateAlone ? { ...words, high: 1 } : words;
}

/**
 * In round minutes, as round as the range can bear: steps of about a quarter of its width, so that it says no more than is known and
 * becomes hardly wider by being said. Below twenty minutes, and where it is narrow, every minute counts.
 */
function usefulWords(low: number, high: number): WaitRange {
  const width = high - low;
  const step = high < 20 || width < 8 ? 1 : width < 20 ? 2 : width < 50 ? 5 : 10;
  // a little outwards: a call in the middle of a minute is still within what was told
  const outwards = step === 1 ? 0.25 : 0.1;
  const from = step * Math.round(low / step - outwards);
  const to = step * Math.round(high / step + outwards);
  return { low: Math.max(0, from), high: Math.max(to, step > 1 && high > low ? from + step : from) };
}
