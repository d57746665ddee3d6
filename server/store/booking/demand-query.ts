import type { Knex } from 'knex';
import type { Counts } from '../../domain/booking/counts.ts';
import { emptyCounts } from '../../domain/booking/counts.ts';
import type { Engine } from '../database.ts';
import { readTogether } from '../read-together.ts';
import { countReads, fillCounts } from './counts-read.ts';

/** How much is booked and kept at a site at `now` (epoch ms), nobody's in particular. */
export async function siteCounts(
  connection: Knex,
  engine: Engine,
  site: string,
  now: number,
): Promise<Counts> {
  const counted = {
    site,
    creditCode: null,
    mobile: null,
    email: null,
    ofSite: true,
    network: null,
    work: null,
  };
  const counts = emptyCounts();
  const needed = { slots: [], bookings: [], holds: [], limitKeys: [], creditCodes: [], counted };
  const reads = countReads(engine, [needed], now);
  if (reads !== null) fillCounts(counts, await readTogether(connection, engine, reads));
  return counts;
}
