import type { Knex } from 'knex';
import type { Recording } from '../../domain/queue/screens/recording.ts';
import { formatActor, type Who } from '../../domain/staff/actor.ts';

/** Keeps recordings, each in place of the one of its fragment that was there; all or none. */
export async function writeRecordings(
  connection: Knex,
  recordings: readonly (Recording & { readonly bytes: Uint8Array })[],
  by: Who,
): Promise<void> {
  await connection.transaction(async (transaction) => {
    for (const { bytes, uploadedAt, ...recording } of recordings)
      await transaction('recording')
        .insert({
          ...recording,
          base64: Buffer.from(bytes).toString('base64'),
          uploaded_at: uploadedAt,
          uploaded_by: formatActor(by),
        })
        .onConflict(['site', 'fragment'])
        .merge();
  });
}

/** Answers whether there was one. */
export async function deleteRecording(connection: Knex, site: string, fragment: string): Promise<boolean> {
  return (await connection('recording').where({ site, fragment }).delete()) > 0;
}
