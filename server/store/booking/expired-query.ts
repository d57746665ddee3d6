import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import type { BookingRow } from './booking-columns.ts';
import { bookingOf } from './booking-rows.ts';

/** Bookings that still say whose they are. */
function namedBookings(connection: Knex): Knex.QueryBuilder {
  return connection('booking').where((either) => {
    either.whereNull('anonymised_at').orWhereNot('credit_code', '');
  });
}

/** Bookings of a site whose visit ended before an instant (epoch ms) and that still say whose they are, oldest first. */
export async function expiredBookings(
  connection: Knex,
  site: string,
  before: number,
  limit: number,
): Promise<Booking[]> {
  const rows = (await namedBookings(connection)
    .andWhere({ site })
    .andWhere('ends_at', '<', before)
    .orderBy('ends_at')
    .limit(limit)) as BookingRow[];
  return rows.map(bookingOf);
}

/** How many of them there are. */
export async function countExpired(connection: Knex, site: string, before: number): Promise<number> {
  const row = (await namedBookings(connection)
    .andWhere({ site })
    .andWhere('ends_at', '<', before)
    .count({ n: '*' })
    .first()) as { n: number | string } | undefined;
  return Number(row?.n ?? 0);
}

/** Sites that bookings were made at, whether the catalogue still has them or not. */
export async function bookedSites(connection: Knex): Promise<string[]> {
  const rows = (await namedBookings(connection).distinct('site')) as { site: string }[];
  return rows.map(({ site }) => site);
}
