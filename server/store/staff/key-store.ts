import type { Knex } from 'knex';
import type { ApiKey } from './key-query.ts';

/** The key itself is not kept, only its SHA-256 in hex. Fails when its site does not exist. */
export async function insertKey(
  connection: Knex,
  key: Pick<ApiKey, 'id' | 'kind' | 'site' | 'name' | 'createdAt' | 'expiresAt'>,
  keyHash: string,
): Promise<void> {
  const { id, kind, site, name, createdAt, expiresAt } = key;
  await connection('api_key').insert({
    ...{ id, kind, site, name, key_hash: keyHash },
    created_at: createdAt,
    expires_at: expiresAt,
  });
}

/** Answers whether there was such a key that had not been revoked. `at`: epoch ms. */
export async function markRevoked(connection: Knex, id: string, at: number): Promise<boolean> {
  return (await connection('api_key').where({ id }).whereNull('revoked_at').update({ revoked_at: at })) > 0;
}

export async function markUsed(connection: Knex, id: string, at: number): Promise<void> {
  await connection('api_key').where({ id }).update({ last_used_at: at });
}
