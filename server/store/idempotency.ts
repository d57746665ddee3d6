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
  const wanted =
    engine === 'postgres'
      ? `select scope, key from json_populate_recordset(null::idempotency, ?::json)`
      : `select json_extract(value, '$.scope'), json_extract(value, '$.key') from json_each(?)`;
  const rows = await select<{ scope: string; key: string; fingerprint: string; answer: string }>(
    transaction,
    engine,
    `select scope, key, fingerprint, answer from idempotency where (scope, key) in (${wanted})`,
    [pairs],
  );
  for (const row of rows) known.set(idempotencyId(row), { fingerprint: row.fingerprint, answer: row.answer });
  return known;
}
