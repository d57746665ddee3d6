import type { Knex } from 'knex';

/** What staff have written down about a booking; `at` in epoch ms, `staff` is an id. */
export interface BookingNote {
  readonly id: string;
  readonly at: number;
  readonly staff: string;
  readonly text: string;
}

/** Oldest first. */
export async function notesOf(connection: Knex, booking: string): Promise<BookingNote[]> {
  return (await connection('booking_note')
    .where({ booking })
    .orderBy(['at', 'id'])
    .select('id', 'at', 'staff', 'text')) as BookingNote[];
}
