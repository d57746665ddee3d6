import type { Knex } from 'knex';
import type { KnownPasskey } from '../../domain/staff/passkey.ts';
import { replaceRecoveryCodes } from './second-factor-store.ts';

/** Throws the engine's conflict when the credential is somebody's already. Other sessions end, because the account's revision grows. */
export async function insertPasskey(transaction: Knex.Transaction, passkey: KnownPasskey): Promise<void> {
  await transaction('passkey').insert({
    id: passkey.id,
    staff: passkey.staff,
    credential: passkey.credential,
    public_key: passkey.publicKey,
    counter: passkey.counter,
    transports: JSON.stringify(passkey.transports),
    name: passkey.name,
    created_at: passkey.createdAt,
  });
  await growRevision(transaction, passkey.staff);
}

export async function renamePasskey(
  connection: Knex,
  { staff, id }: { readonly staff: string; readonly id: string },
  name: string,
): Promise<boolean> {
  return (await connection('passkey').where({ staff, id }).update({ name })) === 1;
}

/** Takes one passkey away, or all (`id` null); recovery codes go with the last second factor, and every session ends. Answers how many there were. */
export async function dropPasskeys(
  transaction: Knex.Transaction,
  staff: string,
  id: string | null,
): Promise<number> {
  const dropped = await transaction('passkey')
    .where(id === null ? { staff } : { staff, id })
    .delete();
  if (dropped === 0) return 0;
  await growRevision(transaction, staff);
  const account = await transaction('staff').where({ id: staff }).first('totp_secret');
  const other = await transaction('passkey').where({ staff }).first('id');
  if (!account?.totp_secret && other === undefined) await replaceRecoveryCodes(transaction, staff, []);
  return dropped;
}

/**
 * Notes that a passkey has signed, and uses up the challenge. False: the challenge was used before, or the counter has not grown since, by
 * whatever process.
 */
export async function usePasskey(
  transaction: Knex.Transaction,
  id: string,
  { counter, at }: { readonly counter: number; readonly at: number },
  challenge: SpentChallenge,
): Promise<boolean> {
  const used = await transaction('passkey')
    .where({ id })
    // an authenticator that does not count says 0 for good
    .where('counter', counter === 0 ? '=' : '<', counter)
    .update({ counter, last_used_at: at });
  return used === 1 && spendChallenge(transaction, challenge);
}

export interface SpentChallenge {
  readonly hash: string;
  /** epoch ms from which nobody would accept it anyway */
  readonly expiresAt: number;
}

/** False: it was used before. */
export async function spendChallenge(
  transaction: Knex.Transaction,
  { hash, expiresAt }: SpentChallenge,
): Promise<boolean> {
  const written = await transaction('spent_challenge')
    .insert({ hash, expires_at: expiresAt })
    .onConflict('hash')
    .ignore()
    .returning('hash');
  return written.length === 1;
}

async function growRevision(transaction: Knex.Transaction, staff: string): Promise<void> {
  await transaction('staff')
    .where({ id: staff })
    .update({ revision: transaction.raw('revision + 1') });
}
