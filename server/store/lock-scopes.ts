import type { Knex } from 'knex';
import type { Engine } from './database.ts';

/**
 * Makes the transaction the only writer of the given scopes ("booking:BJ-TSY", "hall:BJ-TSY", "staff") until it ends, whatever number
 * of processes run. Always taken in the same order, so that two transactions never wait for each other. SQLite's write lock is one
 * for all, and was taken when the transaction began.
 */
export async function lockScopes(
  transaction: Knex.Transaction,
  engine: Engine,
  scopes: Iterable<string>,
): Promise<void> {
  if (engine === 'sqlite') return;
  const sorted = [...new Set(scopes)].sort();
  if (sorted.length === 0) return;
  await transaction.raw(
    `select pg_advisory_xact_lock(hashtextextended(s.scope, 0))
     from (select scope from json_array_elements_text(?::json) as e(scope) order by scope collate "C" offset 0) as s`,
    [JSON.stringify(sorted)],
  );
}
