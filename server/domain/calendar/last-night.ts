import { addDays, instantOf, localDate } from './local-time.ts';

/** When it was last this time of the day in a zone, at or before `now`; epoch ms. */
export function lastTimeOfDay(time: string, zone: string, now: number): number {
  const today = localDate(now, zone);
  const at = instantOf(today, time, zone);
  return at <= now ? at : instantOf(addDays(today, -1), time, zone);
}

/** The zones in which it has been this time of the day after `last` (epoch ms), whatever was missed meanwhile; null: never before. */
export function zonesDue(
  time: string,
  zones: Iterable<string>,
  { last, now }: { readonly last: number | null; readonly now: number },
): ReadonlySet<string> {
  const due = [...zones].filter((zone) => last === null || lastTimeOfDay(time, zone, now) > last);
  return new Set(due);
}
