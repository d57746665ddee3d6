import type { Knex } from 'knex';
import type { Series } from '../../domain/booking/series.ts';
import type { WriteSet } from '../write-set.ts';

/** Begins a list with a booking (its id), at `at` (epoch ms); one that is in a list stays there. */
export async function beginSeries(
  connection: Knex,
  booking: string,
  { id, tokenHash }: Series,
  at: number,
): Promise<void> {
  await connection('booking_series')
    .insert({ booking, series: id, token_hash: tokenHash, added_at: at })
    .onConflict('booking')
    .ignore();
}

/** Adds a visit that is booked in the same commit, at `at` (epoch ms). */
export function writeSeries(booking: string, { id, tokenHash }: Series, at: number, writes: WriteSet): void {
  writes.insert('booking_series', { booking, series: id, token_hash: tokenHash, added_at: at });
}

export function leaveSeries(booking: string, writes: WriteSet): void {
  writes.remove('booking_series', { booking });
}
