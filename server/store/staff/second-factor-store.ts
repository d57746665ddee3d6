import type { Knex } from 'knex';

/** What is kept of somebody's second factor; the secret is sealed. Null: there is none. */
export async function sealedSecretOf(connection: Knex, staff: string): Promise<string | null> {
  const row = await connection('staff').where({ id: staff }).first('totp_secret');
  return row?.totp_secret ?? null;
}

/** Uses up the time step (RFC 6238) of a code. False: this one or a later one was used before, by whatever process. */
export async function useStep(connection: Knex, staff: string, step: number): Promise<boolean> {
  const used = await connection('staff')
    .where({ id: staff })
    .andWhere((either) => {
      either.whereNull('totp_step').orWhere('totp_step', '<', step);
    })
    .update({ totp_step: step });
  return used === 1;
}

/** Uses up a recovery code. False: there is no such code, or no longer. */
export async function useRecoveryCode(connection: Knex, staff: string, codeHash: string): Promise<boolean> {
  return (await connection('recovery_code').where({ staff, code_hash: codeHash }).delete()) === 1;
}

/** New secret and codes in place of the old; other sessions end, because the account's revision grows. */
export async function replaceSecondFactor(
  transaction: Knex.Transaction,
  staff: string,
  factor: { readonly sealed: string; readonly step: number; readonly codeHashes: readonly string[] } | null,
): Promise<void> {
  await transaction('staff')
    .where({ id: staff })
    .update({
      totp_secret: factor?.sealed ?? null,
      totp_step: factor?.step ?? null,
      revision: transaction.raw('revision + 1'),
    });
  // they are for passkeys, too
  const passkey = factor === null ? await transaction('passkey').where({ staff }).first('id') : undefined;
  if (passkey === undefined) await replaceRecoveryCodes(transaction, staff, factor?.codeHashes ?? []);
}

export async function replaceRecoveryCodes(
  transaction: Knex.Transaction,
  staff: string,
  codeHashes: readonly string[],
): Promise<void> {
  await transaction('recovery_code').where({ staff }).delete();
  if (codeHashes.length > 0)
    await transaction('recovery_code').insert(codeHashes.map((code_hash) => ({ staff, code_hash })));
}
