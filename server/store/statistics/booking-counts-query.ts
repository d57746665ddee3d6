import type { Knex } from 'knex';
import type { BookingState } from '../../domain/booking/booking.ts';

export interface BookingCount {
  readonly site: string;
  /** local date of the visit */
  readonly day: string;
  readonly state: BookingState;
  readonly count: number;
}

/** How many bookings of some sites and days (local dates, both included) are in each state. */
export async function bookingCounts(
  connection: Knex,
  sites: readonly string[],
  from: string,
  to: string,
): Promise<BookingCount[]> {
  const rows = (await connection('booking')
    .whereIn('site', [...sites])
    .whereBetween('day', [from, to])
    .groupBy('site', 'day', 'state')
    .select('site', 'day', 'state')
    .count({ count: '*' })) as BookingCount[];
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
