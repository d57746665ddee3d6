import type { Knex } from 'knex';
import type { ApiKeyRow } from './staff-columns.ts';

/** A key of another program: `device` may take tickets and check in, `staff` may also call. Instants are epoch ms. */
export interface ApiKey {
  readonly id: string;
  readonly kind: 'staff' | 'device';
  /** null: every site */
  readonly site: string | null;
  readonly name: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
  /** exclusive; null: it was made before keys had an end */
  readonly expiresAt: number | null;
}

const columns = [
  'id',
  'kind',
  'site',
  'name',
  'created_at',
  'revoked_at',
  'last_used_at',
  'expires_at',
] as const satisfies readonly (keyof ApiKeyRow)[];

type KeyRow = Pick<ApiKeyRow, (typeof columns)[number]>;

/** The key of which this is the SHA-256 in hex, revoked or not; null when there is none. */
export async function keyByHash(connection: Knex, keyHash: string): Promise<ApiKey | null> {
  const row = await connection('api_key')
    .where({ key_hash: keyHash })
    .first(...columns);
  return row === undefined ? null : keyOf(row);
}

/** Every key, the newest first. */
export async function listKeys(connection: Knex): Promise<ApiKey[]> {
  const rows = await connection('api_key')
    .select(...columns)
    .orderBy([{ column: 'created_at', order: 'desc' }, 'id']);
  return rows.map(keyOf);
}

function keyOf(row: KeyRow): ApiKey {
  return {
    id: row.id,
    kind: row.kind,
    site: row.site,
    name: row.name,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  };
}
