import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { bookingOf } from './booking-rows.ts';

/** The confirmed bookings of a site that start at `now` (epoch ms) or later, in the order of time. */
export async function futureBookings(connection: Knex, site: string, now: number): Promise<Booking[]> {
  const rows = await connection('booking')
    .where({ site, state: 'confirmed' })
    .where('starts_at', '>=', now)
    .orderBy(['starts_at', 'id']);
  return rows.map(bookingOf);
}

/** How many confirmed bookings a site has on a local day. */
export async function bookedOn(connection: Knex, site: string, day: string): Promise<number> {
  const row = await connection('booking')
    .where({ site, day })
    .whereNot({ state: 'cancelled' })
    .count({ total: '*' })
    .first();
  return Number(row?.total ?? 0);
}
