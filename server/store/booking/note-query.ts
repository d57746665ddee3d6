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

/** How many notes these bookings (ids) have; those without any are left out. */
export async function noteCounts(
  connection: Knex,
  bookings: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (bookings.length === 0) return new Map();
  const rows = (await connection('booking_note')
    .whereIn('booking', [...bookings])
    .groupBy('booking')
    .select('booking')
    .count({ count: '*' })) as unknown as { booking: string; count: number | string }[];
  return new Map(rows.map(({ booking, count }) => [booking, Number(count)]));
}

/** What was written down about the bookings of a site's day, by booking (id), oldest first. */
export async function notesOfDay(
  connection: Knex,
  site: string,
  day: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = (await connection('booking_note as n')
    .join('booking as b', 'b.id', 'n.booking')
    .where({ 'b.site': site, 'b.day': day })
    .orderBy(['n.at', 'n.id'])
    .select('n.booking as booking', 'n.text as text')) as { booking: string; text: string }[];
  const notes = new Map<string, string[]>();
  for (const { booking, text } of rows) notes.set(booking, [...(notes.get(booking) ?? []), text]);
  return notes;
}
