import type { Knex } from 'knex';
import type { BookedArrival } from '../../domain/queue/forecast/waiting-scene.ts';

/** Booked visits of a day that have not checked in, in the order of their time. */
export async function loadArrivals(
  connection: Knex,
  site: string,
  day: string,
): Promise<readonly BookedArrival[]> {
  const rows = await connection('booking')
    .where({ site, day, state: 'confirmed' })
    .orderBy('starts_at')
    .select('starts_at', 'queue', 'services', 'created_at');
  return rows.map((row) => ({
    start: row.starts_at,
    queue: row.queue,
    services: JSON.parse(row.services),
    bookedAt: row.created_at,
  }));
}
