import type { Knex } from 'knex';

/** The first `most` ids that a query finds, in its order. They come as one text: fifty thousand rows would hold the loop for a while. */
export async function idsInOrder(
  connection: Knex,
  query: Knex.QueryBuilder,
  { column = 'id', most }: { readonly column?: string; readonly most: number },
): Promise<string[]> {
  const found = query.limit(most).select({ id: column }).as('found');
  const row = (await connection.from(found).first(connection.raw(`string_agg(id, ' ') as ids`))) as
    | { ids: string | null }
    | undefined;
  return row?.ids?.split(' ') ?? [];
}
