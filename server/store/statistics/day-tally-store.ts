import { addDays } from '../../domain/calendar/local-time.ts';
import type { DayTally } from '../../domain/queue/figures/day-tally.ts';
import type { Database } from '../database.ts';
import { lockScopes } from '../lock-scopes.ts';
import { countDays, type TalliedDay } from './day-tally-query.ts';

const nothing: DayTally = { bookings: {}, scores: [], low: null };

/**
 * Counts the days of a site between two local dates, both included, and keeps the counts. Whatever changes one of those rows afterwards
 * voids the count (triggers of the database), and nobody changes one of them while it is counted.
 */
export async function tallyDays(
  { writer, engine }: Pick<Database, 'writer' | 'engine'>,
  site: string,
  from: string,
  to: string,
): Promise<readonly TalliedDay[]> {
  return writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`tally:${site}`]);
    const rows = await countDays(transaction, [site], from, to);
    const counted = new Map(rows.map(({ day, tally }) => [day, tally]));
    const tallied: TalliedDay[] = [];
    for (let day = from; day <= to; day = addDays(day, 1))
      tallied.push({ site, day, tally: counted.get(day) ?? nothing });
    await transaction('day_tally')
      .insert(tallied.map(({ day, tally }) => ({ site, day, tally: JSON.stringify(tally) })))
      .onConflict(['site', 'day'])
      .merge();
    return tallied;
  });
}
