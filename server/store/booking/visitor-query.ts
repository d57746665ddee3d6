import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { type BookingRow, bookingOf } from './booking-rows.ts';

/** Whom a ticket belongs to, and how often the enterprise was served before. */
export interface BookedVisitor {
  readonly booking: Booking;
  readonly earlierVisits: number;
}

/** The booking with this id and the completed visits of its enterprise that began before it; null: no such booking. */
export async function bookedVisitor(connection: Knex, id: string): Promise<BookedVisitor | null> {
  const row = (await connection('booking').where({ id }).first()) as BookingRow | undefined;
  if (row === undefined) return null;
  const booking = bookingOf(row);
  const counted = (await connection('booking')
    .where({ credit_code: booking.enterprise.creditCode, state: 'completed' })
    .andWhere('starts_at', '<', booking.start)
    .count({ n: '*' })
    .first()) as { n: number | string } | undefined;
  return { booking, earlierVisits: Number(counted?.n ?? 0) };
}
