import type { Knex } from 'knex';
import type { Database } from '../database.ts';

/** How many faults of one kind are named; that there are more is said, so that no number of them fills memory. */
export const namedFaults = 20;

/**
 * Reads that may take minutes, at their leisure and at one instant: on PostgreSQL in one read-only transaction without a limit of time. On
 * SQLite each statement has an instant of its own, because a transaction would keep writers waiting.
 */
export async function atLeisure<Result>(
  { engine, reader }: Database,
  read: (connection: Knex) => Promise<Result>,
): Promise<Result> {
  if (engine === 'sqlite') return read(reader);
  return reader.transaction(
    async (transaction) => {
      await transaction.raw(
        'set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
      );
      return read(transaction);
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}
