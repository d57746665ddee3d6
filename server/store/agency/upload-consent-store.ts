import type { Knex } from 'knex';
import type { UploadConsent } from './upload-consent-query.ts';

/** Twice is the same as once: the first time stands. */
export async function giveUploadConsent(
  connection: Knex,
  booking: string,
  { version, givenAt }: UploadConsent,
): Promise<void> {
  await connection('upload_consent')
    .insert({ booking, version, given_at: givenAt })
    .onConflict('booking')
    .ignore();
}

export async function dropUploadConsent(connection: Knex, booking: string): Promise<void> {
  await connection('upload_consent').where({ booking }).delete();
}
