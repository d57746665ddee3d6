import type { Knex } from 'knex';
import type { Engine } from './database.ts';
import { select } from './select.ts';

/** `fingerprint` tells whether a key is used again for the same request or, wrongly, for another one. */
export interface IdempotencyKey {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** What was answered before, keyed by scope and key. The batch adds to it. */
export type KnownAnswers = Map<string, { readonly fingerprint: string; readonly answer: string }>;

export function idempotencyId({ scope, key }: Pick<IdempotencyKey, 'scope' | 'key'>): string {
  return JSON.stringify([scope, key]);
}

export async function loadAnswers(
  transaction: Knex.Transaction,
  engine: Engine,
  submissions: readonly { readonly idempotency: IdempotencyKey | null }[],
): Promise<KnownAnswers> {
  const keys = submissions.flatMap(({ idempotency }) => (idempotency === null ? [] : [idempotency]));
  const known: KnownAnswers = new Map();
  if (keys.length === 0) return known;
  const pairs = JSON.stringify(keys.map(({ scope, key }) => ({ scope, key })));
  // as with places (ledger-query.ts), PostgreSQL looks each key up only when that part stands by itself
  const asked =
    engine === 'postgres'
      ? `from json_populate_recordset(null::idempotency, ?::json) as v
         cross join lateral (select * from idempotency as i where i.scope = v.scope and i.key = v.key offset 0) as i`
      : `from idempotency as i where (scope, key) in (select json_extract(value, '$.scope'), json_extract(value, '$.key') from json_each(?))`;
  const rows = await select<{ scope: string; key: string; fingerprint: string; answer: string }>(
    transaction,
    engine,
    `select i.scope, i.key, i.fingerprint, i.answer ${asked}`,
    [pairs],
  );
  for (const row of rows) known.set(idempotencyId(row), { fingerprint: row.fingerprint, answer: row.answer });
  return known;
}
