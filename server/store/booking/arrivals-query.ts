import type { Knex } from 'knex';
import type { BookedArrival } from '../../domain/queue/forecast/waiting-scene.ts';
import type { BookingRow } from './booking-columns.ts';

/** Of each of these sites (code → local date), in one question, what `loadArrivals` says of one. */
export async function arrivalsOf(
  connection: Knex,
  days: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly BookedArrival[]>> {
  const rows = await connection('booking')
    .whereIn('site', [...days.keys()])
    .whereIn('day', [...new Set(days.values())])
    .andWhere({ state: 'confirmed' })
    .orderBy('starts_at')
    .select('site', 'day', 'starts_at', 'queue', 'services', 'created_at');
  const found = new Map<string, BookedArrival[]>([...days.keys()].map((site) => [site, []]));
  for (const row of rows) if (days.get(row.site) === row.day) found.get(row.site)?.push(arrivalOf(row));
  return found;
}

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
  return rows.map(arrivalOf);
}

function arrivalOf(row: Pick<BookingRow, 'starts_at' | 'queue' | 'services' | 'created_at'>): BookedArrival {
  return {
    start: row.starts_at,
    queue: row.queue,
    services: JSON.parse(row.services),
    bookedAt: row.created_at,
  };
}
