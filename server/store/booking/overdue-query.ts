import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';

/** Which of these sites have a confirmed booking that began before an instant (epoch ms): each is looked up in an index. */
export async function sitesWithConfirmedBefore(
  connection: Knex,
  engine: Engine,
  sites: readonly string[],
  before: number,
): Promise<readonly string[]> {
  const each = engine === 'postgres' ? 'json_array_elements_text(?::json) as s(value)' : 'json_each(?) as s';
  const rows = await select<{ site: string }>(
    connection,
    engine,
    `select s.value as site from ${each}
     where exists (select 1 from booking where site = s.value and state = 'confirmed' and starts_at < ?)`,
    [JSON.stringify(sites), before],
  );
  return rows.map(({ site }) => site);
}

/**
 * Confirmed bookings of a site whose local day is over: nobody came. At most `limit`, oldest first. Nobody had to come where the branch
 * acts for the enterprise and has been given the materials.
 */
export async function overdueBookings(
  connection: Knex,
  site: string,
  today: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await connection('booking')
    .where({ site, state: 'confirmed' })
    .andWhere('day', '<', today)
    .andWhereRaw(
      `not (handling = 'online_agency' and exists (select 1 from agency_case where agency_case.booking = booking.id and submitted_at is not null))`,
    )
    .orderBy('starts_at')
    .limit(limit)
    .select('id');
  return rows.map((row) => row.id);
}
