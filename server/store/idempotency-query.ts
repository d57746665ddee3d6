import type { Knex } from 'knex';
import type { IdempotencyKey } from './idempotency.ts';

/** Whether this very request was answered before. */
export async function wasAnswered(
  connection: Knex,
  { scope, key, fingerprint }: IdempotencyKey,
): Promise<boolean> {
  const row = await connection('idempotency').where({ scope, key, fingerprint }).first('at');
  return row !== undefined;
}
