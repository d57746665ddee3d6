import type { Knex } from 'knex';
import type { StoredUpload } from './upload-query.ts';

/** Bytes of a chunk: small enough that nobody waits for one to be written. */
export const chunkBytes = 128 * 1024;

/** Makes a place for a file that begins to come at `at` (epoch ms). One that has begun already goes on. */
export async function beginUpload(
  connection: Knex,
  { id, size, sha256 }: StoredUpload,
  at: number,
): Promise<void> {
  await connection('upload').insert({ id, size, sha256, started_at: at }).onConflict('id').ignore();
}

/** Keeps one chunk, in a transaction of its own. The same again changes nothing. */
export async function keepChunk(
  connection: Knex,
  upload: string,
  position: number,
  bytes: Buffer,
): Promise<void> {
  await connection('upload_chunk')
    .insert({ upload, position, bytes })
    .onConflict(['upload', 'position'])
    .ignore();
}

/** From now (epoch ms) on it is seen. */
export async function completeUpload(connection: Knex, id: string, at: number): Promise<void> {
  await connection('upload').where({ id }).whereNull('complete_at').update({ complete_at: at });
}

/** Deletes a file, a few chunks at a time, so that nobody waits for the whole. Gone already is as good. */
export async function dropUpload(connection: Knex, id: string): Promise<void> {
  await connection('upload').where({ id }).update({ complete_at: null });
  for (let gone = 1; gone > 0; ) {
    const rows = await connection('upload_chunk').where({ upload: id }).limit(4).select('position');
    const positions = rows.map(({ position }) => position);
    gone = await connection('upload_chunk').where({ upload: id }).whereIn('position', positions).delete();
  }
  await connection('upload').where({ id }).delete();
}
