import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { inList, select } from '../select.ts';

/**
 * Counts one change of the places of each of `queues`, in the transaction that changes them and as its last statement: whoever sees the
 * changed places sees the count, and nobody waits for it longer than for a commit. Always in the same order, so that two never wait for each other.
 */
export async function countChange(
  transaction: Knex.Transaction,
  engine: Engine,
  queues: Iterable<string>,
): Promise<void> {
  const sorted = [...new Set(queues)].sort();
  if (sorted.length === 0) return;
  const from =
    engine === 'postgres'
      ? 'json_array_elements_text(?::json) with ordinality as e(queue, place) order by place'
      : // without a condition SQLite reads "on conflict" as a join
        '(select value as queue from json_each(?)) where true';
  await transaction.raw(
    `insert into queue_change (queue, changes) select queue, 1 from ${from}
     on conflict (queue) do update set changes = queue_change.changes + 1`,
    [JSON.stringify(sorted)],
  );
}

/** How many changes of the places of some queues were committed. Equal counts: not one place was taken, given up or kept meanwhile, though one may have expired. */
export async function changesOf(
  connection: Knex,
  engine: Engine,
  queueIds: readonly string[],
): Promise<number> {
  const sql = `select ${changesIn(engine)} as changes`;
  const [row] = await select<{ changes: number }>(connection, engine, sql, [JSON.stringify(queueIds)]);
  return row?.changes ?? 0;
}

/** The same as a part of another statement, with the queues' ids as one JSON parameter. */
export function changesIn(engine: Engine): string {
  const sum = `select coalesce(sum(changes), 0) from queue_change where ${inList(engine, 'queue')}`;
  return engine === 'postgres' ? `(${sum})::bigint` : `(${sum})`;
}
