import { addDays, weekdayOf } from '../../calendar/local-time.ts';
import type { RecordedDay, RecordedTold } from '../forecast/recorded-day.ts';
import { quantile } from '../forecast/service-times.ts';

export const toldGroupings = ['week', 'hour'] as const;
export type ToldGrouping = (typeof toldGroupings)[number];

/** What was told in one week or hour of the day, and what became of it. Shares of those told; medians in minutes. */
export interface ToldFigures {
  /** local date of the week's Monday, or the hour */
  readonly group: string;
  readonly queue: string;
  readonly booked: boolean;
  readonly told: number;
  readonly inside: number;
  readonly later: number;
  readonly sooner: number;
  readonly low: number;
  readonly high: number;
  readonly waited: number;
  readonly width: number;
}

/** By week or hour of the telling, queue, and booked or not, in this order. */
export function toldFigures(
  days: readonly Pick<RecordedDay, 'day' | 'told'>[],
  by: ToldGrouping,
): ToldFigures[] {
  const groups = new Map<string, { group: string; told: RecordedTold[] }>();
  for (const { day, told } of days) {
    for (const each of told) {
      const group = by === 'week' ? addDays(day, 1 - weekdayOf(day)) : hourOf(each.at);
      const key = `${group} ${each.queue} ${each.booked ? 0 : 1}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { group, told: [each] });
      else known.told.push(each);
    }
  }
  const keys = [...groups.keys()].sort();
  return keys.flatMap((key) => {
    const found = groups.get(key);
    const first = found?.told[0];
    return found === undefined || first === undefined ? [] : [figuresOf(found.group, first, found.told)];
  });
}

function hourOf(minutes: number): string {
  return String(Math.floor(minutes / 60)).padStart(2, '0');
}

function figuresOf(
  group: string,
  { queue, booked }: Pick<RecordedTold, 'queue' | 'booked'>,
  told: readonly RecordedTold[],
): ToldFigures {
  const share = (is: (each: RecordedTold) => boolean): number => told.filter(is).length / told.length;
  const median = (of: (each: RecordedTold) => number): number =>
    quantile(
      told.map(of).sort((a, b) => a - b),
      0.5,
    );
  return {
    group,
    queue,
    booked,
    told: told.length,
    inside: share(({ low, high, waited }) => waited >= low && waited <= high),
    later: share(({ high, waited }) => waited > high),
    sooner: share(({ low, waited }) => waited < low),
    low: median(({ low }) => low),
    high: median(({ high }) => high),
    waited: median(({ waited }) => waited),
    width: median(({ low, high }) => high - low),
  };
}
