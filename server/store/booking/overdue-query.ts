import type { Knex } from 'knex';

/** Confirmed bookings of a site whose local day is over: nobody came. At most `limit`, oldest first. */
export async function overdueBookings(
  connection: Knex,
  site: string,
  today: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = (await connection('booking')
    .where({ site, state: 'confirmed' })
    .andWhere('day', '<', today)
    .orderBy('starts_at')
    .limit(limit)
    .select('id')) as { id: string }[];
  return rows.map((row) => row.id);
}
