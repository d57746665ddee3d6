import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { bookingOf } from './booking-rows.ts';
import { notesOf } from './note-query.ts';

/** Whom a ticket belongs to, how often the enterprise was served before, and what colleagues have written down. */
export interface BookedVisitor {
  readonly booking: Booking;
  readonly earlierVisits: number;
  /** the latest of them; null: there was none */
  readonly lastVisit: Booking | null;
  /** newest first */
  readonly notes: readonly string[];
}

/** The booking with this id, its notes, and the completed visits of its enterprise that began before it; null: no such booking. */
export async function bookedVisitor(connection: Knex, id: string): Promise<BookedVisitor | null> {
  const row = await connection('booking').where({ id }).first();
  if (row === undefined) return null;
  const booking = bookingOf(row);
  const earlier = () =>
    connection('booking')
      .where({ credit_code: booking.enterprise.creditCode, state: 'completed' })
      .andWhere('starts_at', '<', booking.start);
  const [counted, last, notes] = await Promise.all([
    earlier().count({ n: '*' }).first() as Promise<{ n: number | string } | undefined>,
    earlier().orderBy('starts_at', 'desc').first(),
    notesOf(connection, id),
  ]);
  return {
    booking,
    earlierVisits: Number(counted?.n ?? 0),
    lastVisit: last === undefined ? null : bookingOf(last),
    notes: notes.map(({ text }) => text).reverse(),
  };
}
