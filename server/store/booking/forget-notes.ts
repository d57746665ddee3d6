import type { Knex } from 'knex';

/** Deletes what staff have written down about a booking: it may name somebody. */
export async function forgetNotesOf(connection: Knex, booking: string): Promise<number> {
  return connection('booking_note').where({ booking }).delete();
}
