import type { Knex } from 'knex';
import type { OutboxRow } from './message-columns.ts';

export type WaitingMessage = Pick<OutboxRow, 'id' | 'state' | 'template' | 'sequence' | 'due_at'>;

/** By booking: everything that was written to tell of it, whatever became of it. */
export async function messagesOf(
  connection: Knex,
  bookings: readonly string[],
): Promise<ReadonlyMap<string, readonly WaitingMessage[]>> {
  if (bookings.length === 0) return new Map();
  const rows = await connection('outbox')
    .whereIn('booking', bookings)
    .select('id', 'booking', 'state', 'template', 'sequence', 'due_at');
  const found = new Map<string, WaitingMessage[]>();
  for (const { booking, ...row } of rows) {
    if (booking !== null) found.set(booking, [...(found.get(booking) ?? []), row]);
  }
  return found;
}
