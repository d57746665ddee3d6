import type { Knex } from 'knex';
import type { DayTally } from '../../domain/queue/figures/day-tally.ts';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';
import { bookingCounts } from './booking-counts-query.ts';
import { lowRatings, ratingCounts } from './rating-counts-query.ts';

/** What was counted of a site's day. */
export interface TalliedDay {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly tally: DayTally;
}

/** The counts that are kept of some sites' days between two local dates, both included. */
export async function keptTallies(
  connection: Knex,
  sites: readonly string[],
  from: string,
  to: string,
): Promise<TalliedDay[]> {
  const rows = await connection('day_tally')
    .whereIn('site', [...sites])
    .whereBetween('day', [from, to])
    .select('site', 'day', 'tally');
  return rows.map(({ site, day, tally }) => ({ site, day, tally: JSON.parse(tally) as DayTally }));
}

/** The first local date of each site's bookings and halls, by an index; sites that have none are left out. */
export async function firstDays(
  connection: Knex,
  engine: Engine,
  sites: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const each = engine === 'postgres' ? 'json_array_elements_text(?::json) as s(value)' : 'json_each(?) as s';
  const firstIn = (table: string): string => `(select min(day) from ${table} where site = s.value)`;
  const rows = await select<{ site: string; booked: string | null; held: string | null }>(
    connection,
    engine,
    `select s.value as site, ${firstIn('booking')} as booked, ${firstIn('hall_day')} as held from ${each}`,
    [JSON.stringify(sites)],
  );
  return new Map(
    rows.flatMap(({ site, booked, held }) => {
      const [first] = [booked, held].filter((day) => day !== null).sort();
      return first === undefined ? [] : [[site, first] as const];
    }),
  );
}

/** Counts the days of some sites between two local dates, both included; those on which there is nothing are left out. */
export async function countDays(
  connection: Knex,
  sites: readonly string[],
  from: string,
  to: string,
): Promise<readonly TalliedDay[]> {
  const days = new Map<
    string,
    {
      readonly site: string;
      readonly day: string;
      readonly tally: { bookings: Record<string, number>; scores: number[]; low: DayTally['low'] };
    }
  >();
  const at = ({ site, day }: { readonly site: string; readonly day: string }) => {
    const key = `${day} ${site}`;
    const known = days.get(key) ?? { site, day, tally: { bookings: {}, scores: [], low: null } };
    days.set(key, known);
    return known.tally;
  };
  for (const row of await bookingCounts(connection, sites, from, to)) at(row).bookings[row.state] = row.count;
  for (const row of await ratingCounts(connection, sites, from, to)) {
    const known = at(row);
    known.scores = [1, 2, 3, 4, 5].map((one) =>
      one === row.score ? row.count : (known.scores[one - 1] ?? 0),
    );
  }
  for (const row of await lowRatings(connection, sites, from, to)) {
    const known = at(row);
    const low = known.low ?? { total: 0, inTime: 0, late: 0, open: 0 };
    const how = row.answered === null ? 'open' : row.answered <= row.due ? 'inTime' : 'late';
    known.low = { ...low, total: low.total + 1, [how]: low[how] + 1 };
  }
  return [...days.values()];
}
