import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import type { BookingRow } from './booking-columns.ts';
import { bookingOf } from './booking-rows.ts';
import { toCome } from './visits-to-come-query.ts';

/** The confirmed bookings of a site that start at `now` (epoch ms) or later, in the order of time. */
export async function futureBookings(connection: Knex, site: string, now: number): Promise<Booking[]> {
  const rows = (await toCome(connection, [site], now).orderBy(['starts_at', 'id'])) as BookingRow[];
  return rows.map(bookingOf);
}

/** How many bookings that were not cancelled each of these sites (code → local date) has on its day. */
export async function bookedOn(
  connection: Knex,
  days: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
  const rows = (await connection('booking')
    .whereIn('site', [...days.keys()])
    .whereIn('day', [...new Set(days.values())])
    .whereNot({ state: 'cancelled' })
    .groupBy('site', 'day')
    .select('site', 'day')
    .count({ n: '*' })) as unknown as { site: string; day: string; n: number | string }[];
  return new Map(rows.flatMap(({ site, day, n }) => (days.get(site) === day ? [[site, Number(n)]] : [])));
}
