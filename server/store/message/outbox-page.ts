import type { Knex } from 'knex';
import type { OutboxRow } from './message-columns.ts';
import { outboxColumns, type StoredMessage, storedMessageOf } from './outbox-row.ts';

export interface OutboxPage {
  readonly messages: readonly StoredMessage[];
  readonly total: number;
  /** of a long list: what is on either side, and about how long it is, null: nobody knows */
  readonly long?: { readonly before: boolean; readonly after: boolean; readonly about: number | null };
}

interface OutboxOrdering {
  /** "time" or a column of the outbox */
  readonly by: string;
  readonly falling: boolean;
}

interface AskedPage {
  /** null or none: the newest first */
  readonly sort?: OutboxOrdering | null;
  /** from 1 */
  readonly page: number;
  readonly perPage: number;
}

/** One page of the messages that `wanted` is a new query for each time. */
export async function outboxPage(
  wanted: () => Knex.QueryBuilder,
  { sort, page, perPage }: AskedPage,
): Promise<OutboxPage> {
  const counted = (await wanted().count({ total: '*' }).first()) as { total: number } | undefined;
  const rows = (await outboxInOrder(wanted(), sort)
    .select(...outboxColumns)
    .offset((page - 1) * perPage)
    .limit(perPage)) as OutboxRow[];
  return { messages: rows.map(storedMessageOf), total: Number(counted?.total ?? 0) };
}

export function outboxInOrder(
  query: Knex.QueryBuilder,
  sort: OutboxOrdering | null | undefined,
): Knex.QueryBuilder {
  const { by, falling } = sort ?? { by: 'time', falling: true };
  return query.orderBy([
    { column: by === 'time' ? 'created_at' : by, order: falling ? 'desc' : 'asc' },
    { column: 'created_at', order: 'desc' },
    { column: 'sequence', order: 'desc' },
    { column: 'id', order: 'asc' },
  ]);
}
