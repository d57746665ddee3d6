import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import type { Series } from '../../domain/booking/series.ts';
import { bookingOf } from './booking-rows.ts';

/** The list that a booking (its id) is in, and how many visits it has. Null: in none. */
export async function seriesOf(
  connection: Knex,
  booking: string,
): Promise<(Series & { readonly visits: number }) | null> {
  const row = await connection('booking_series').where({ booking }).first('series', 'token_hash');
  if (row === undefined) return null;
  const rows = await connection('booking_series').where({ series: row.series }).select('booking');
  return { id: row.series, tokenHash: row.token_hash, visits: rows.length };
}

/** The id of the list that a secret (its hash) opens; null: none. */
export async function seriesByToken(connection: Knex, tokenHash: string): Promise<string | null> {
  const row = await connection('booking_series').where({ token_hash: tokenHash }).first('series');
  return row?.series ?? null;
}

/** The visits of a list by the hash of its secret from an instant on (epoch ms), the earliest first; none: no such list. */
export async function visitsOfSeries(
  connection: Knex,
  tokenHash: string,
  since: number,
): Promise<readonly Booking[]> {
  const ids = await connection('booking_series').where({ token_hash: tokenHash }).pluck('booking');
  const rows = await connection('booking')
    .whereIn('id', ids)
    .where('ends_at', '>', since)
    .whereNull('anonymised_at')
    .orderBy(['starts_at', 'id'])
    .select();
  return rows.map(bookingOf);
}
