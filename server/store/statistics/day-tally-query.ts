import type { Knex } from 'knex';
import type { DayTally } from '../../domain/queue/figures/day-tally.ts';
import { bookingCounts } from './booking-counts-query.ts';
import { lowRatings, ratingCounts } from './rating-counts-query.ts';

/** What was counted of a site's day. */
export interface TalliedDay {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly tally: DayTally;
}

/** The counts that are kept of a site's days between two local dates, both included, in order. */
export async function keptTallies(
  connection: Knex,
  site: string,
  from: string,
  to: string,
): Promise<TalliedDay[]> {
  const rows = await connection('day_tally')
    .where({ site })
    .whereBetween('day', [from, to])
    .orderBy('day')
    .select('day', 'tally');
  return rows.map(({ day, tally }) => ({ site, day, tally: JSON.parse(tally) as DayTally }));
}

/** The first local date of a site's bookings and halls; null: there are none. */
export async function firstDay(connection: Knex, site: string): Promise<string | null> {
  const days = await Promise.all(
    (['booking', 'hall_day'] as const).map((table) =>
      connection(table).where({ site }).min({ day: 'day' }).first(),
    ),
  );
  const known = days.flatMap((row) => (row?.day == null ? [] : [String(row.day)]));
  return known.sort()[0] ?? null;
}

/** Counts the days of a site between two local dates, both included; those on which there is nothing are left out. */
export async function countDays(
  connection: Knex,
  site: string,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, DayTally>> {
  const days = new Map<
    string,
    { bookings: Record<string, number>; scores: number[]; low: DayTally['low'] }
  >();
  const at = (day: string) => {
    const known = days.get(day) ?? { bookings: {}, scores: [], low: null };
    days.set(day, known);
    return known;
  };
  for (const { day, state, count } of await bookingCounts(connection, [site], from, to))
    at(day).bookings[state] = count;
  for (const { day, score, count } of await ratingCounts(connection, [site], from, to)) {
    const known = at(day);
    known.scores = [1, 2, 3, 4, 5].map((one) => (one === score ? count : (known.scores[one - 1] ?? 0)));
  }
  for (const { day, due, answered } of await lowRatings(connection, [site], from, to)) {
    const known = at(day);
    const low = known.low ?? { total: 0, inTime: 0, late: 0, open: 0 };
    const how = answered === null ? 'open' : answered <= due ? 'inTime' : 'late';
    known.low = { ...low, total: low.total + 1, [how]: low[how] + 1 };
  }
  return days;
}
