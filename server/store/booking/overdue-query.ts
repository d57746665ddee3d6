import type { Knex } from 'knex';

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
