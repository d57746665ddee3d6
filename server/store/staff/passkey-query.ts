import type { Knex } from 'knex';
import type { KnownPasskey } from '../../domain/staff/passkey.ts';
import type { PasskeyRow } from './staff-columns.ts';

/** Passkeys of somebody, the oldest first. */
export async function passkeysOf(connection: Knex, staff: string): Promise<readonly KnownPasskey[]> {
  const rows = await connection('passkey').where({ staff }).orderBy(['created_at', 'id']);
  return rows.map(passkeyOf);
}

/** The passkey with this credential (base64url); null: there is none. */
export async function passkeyByCredential(
  connection: Knex,
  credential: string,
): Promise<KnownPasskey | null> {
  const row = await connection('passkey').where({ credential }).first();
  return row === undefined ? null : passkeyOf(row);
}

function passkeyOf(row: PasskeyRow): KnownPasskey {
  return {
    id: row.id,
    staff: row.staff,
    credential: row.credential,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: JSON.parse(row.transports) as string[],
    name: row.name,
    createdAt: Number(row.created_at),
    lastUsedAt: row.last_used_at === null ? null : Number(row.last_used_at),
  };
}
