import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import type { BookingRow } from './booking-columns.ts';
import { bookingOf } from './booking-rows.ts';

/** Whether the holder of a booking (its id) wants its data gone once the visit is over. */
export async function isDeletionRequested(connection: Knex, booking: string): Promise<boolean> {
  return (await connection('deletion_request').where({ booking }).first('booking')) !== undefined;
}

/**
 * Bookings whose holders wait for the deletion and whose visit is over: it has ended well or badly, or its time was before an instant
 * (epoch ms) and no branch has its materials in hand. At most `limit`.
 */
export async function deletionsDue(connection: Knex, before: number, limit: number): Promise<Booking[]> {
  const rows = (await connection('booking as b')
    .join('deletion_request as r', 'r.booking', 'b.id')
    .leftJoin('agency_case as c', 'c.booking', 'b.id')
    .whereNull('b.anonymised_at')
    .andWhere((over) => {
      over.whereNotIn('b.state', ['confirmed', 'arrived']).orWhere((late) => {
        late
          .where('b.ends_at', '<', before)
          .andWhere((idle) =>
            idle
              .whereNull('c.state')
              .orWhereNotIn('c.state', ['submitted', 'accepted', 'ready', 'sent'])
              .orWhereNot('b.handling', 'online_agency'),
          );
      });
    })
    .orderBy('r.requested_at')
    .limit(limit)
    .select('b.*')) as BookingRow[];
  return rows.map(bookingOf);
}
