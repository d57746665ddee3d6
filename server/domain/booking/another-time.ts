import { localDate } from '../calendar/local-time.ts';
import { instantWriter } from '../calendar/site-instant.ts';
import type { DayOffer } from './slots.ts';

/**
 * The time to which the office may move a visit that was to start at `was` (epoch ms), of those that are free: its own time where another
 * place of it is free, else the same hour of the first later day that has it, else the first later time nearest to it by the clock. An
 * earlier one only for a holder who has agreed to that, and only where there is no later one. Null: none.
 */
export function anotherTime(
  days: readonly DayOffer[],
  was: number,
  zone: string,
  earlierAgreed: boolean,
): number | null {
  const write = instantWriter(zone);
  const clock = (at: number): number => {
    const [hours, minutes] = write(at).slice(11, 16).split(':').map(Number);
    return (hours ?? 0) * 60 + (minutes ?? 0);
  };
  const [wanted, day] = [clock(was), localDate(was, zone)];
  const rank = (date: string, start: number): readonly number[] => {
    const apart = Math.abs(clock(start) - wanted);
    const sameHour = Math.floor(clock(start) / 60) === Math.floor(wanted / 60);
    if (start === was) return [0, 0, 0];
    if (start > was) return [sameHour && date > day ? 1 : 2, Date.parse(date), apart];
    return [3, -Date.parse(date), apart];
  };
  let best: { readonly start: number; readonly rank: readonly number[] } | null = null;
  for (const { date, slots } of days)
    for (const { start } of slots) {
      if (start < was && !earlierAgreed) continue;
      const its = rank(date, start);
      if (best === null || isBefore(its, best.rank)) best = { start, rank: its };
    }
  return best?.start ?? null;
}

/**
 * The next time for somebody to choose from beside those that he `has`: what `anotherTime` would take of the days that have none yet, then of
 * what is left on the others. His own time, or one from `soonest` (epoch ms) on. Null: none.
 */
export function furtherTime(
  days: readonly DayOffer[],
  was: number,
  zone: string,
  {
    earlierAgreed,
    has,
    soonest,
  }: { readonly earlierAgreed: boolean; readonly has: readonly number[]; readonly soonest: number },
): number | null {
  const left = days.map((day) => ({
    ...day,
    slots: day.slots.filter(({ start }) => !has.includes(start) && (start === was || start >= soonest)),
  }));
  const used = new Set(has.map((start) => localDate(start, zone)));
  const others = left.filter(({ date }) => !used.has(date));
  return anotherTime(others, was, zone, earlierAgreed) ?? anotherTime(left, was, zone, earlierAgreed);
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (const [k, value] of a.entries()) {
    const other = b[k] ?? 0;
    if (value !== other) return value < other;
  }
  return false;
}
