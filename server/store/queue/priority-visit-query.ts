import type { Knex } from 'knex';

/** Which of these bookings (id) are called first when they arrive. */
export async function priorityVisits(
  connection: Knex,
  bookings: readonly string[],
): Promise<ReadonlySet<string>> {
  if (bookings.length === 0) return new Set();
  const found = (await connection('priority_visit')
    .whereIn('booking', [...bookings])
    .pluck('booking')) as string[];
  return new Set(found);
}

/** The booking that somebody was given for a ticket that was not reached, or a visit that was not held; null: none yet. */
export async function visitInstead(
  connection: Knex,
  of: 'ticket' | 'visit',
  id: string,
): Promise<{ readonly id: string; readonly reference: string; readonly start: number } | null> {
  const row = (await connection('priority_visit as p')
    .join('booking as b', 'b.id', 'p.booking')
    .where(`p.${of}`, id)
    .first('b.id', 'b.reference', 'b.starts_at')) as
    | { id: string; reference: string; starts_at: number }
    | undefined;
  return row === undefined ? null : { id: row.id, reference: row.reference, start: row.starts_at };
}
