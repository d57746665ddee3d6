import type { Knex } from 'knex';

/** What a holder has agreed to before the first upload. */
export interface UploadConsent {
  /** of the privacy notice */
  readonly version: string;
  /** epoch ms */
  readonly givenAt: number;
}

/** Null: nothing was agreed to, or it was taken back. `booking`: its id. */
export async function uploadConsentOf(connection: Knex, booking: string): Promise<UploadConsent | null> {
  const row = await connection('upload_consent').where({ booking }).first();
  return row === undefined ? null : { version: row.version, givenAt: row.given_at };
}
