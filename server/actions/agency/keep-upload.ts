import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type StoredUpload, uploadChunks } from '../../store/agency/upload-query.ts';
import {
  beginUpload,
  chunkBytes,
  completeUpload,
  dropUpload,
  keepChunk,
} from '../../store/agency/upload-store.ts';
import { checkpoint } from '../../store/checkpoint.ts';
import type { System } from '../system.ts';

/** Two megabytes: what a checkpoint has to move stays small. */
const piecesBetween = 16;

/** SHA-256 in hex of what comes, without holding more than a piece of it. */
export async function hashOf(pieces: AsyncIterable<Uint8Array>): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    size += piece.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** The first `length` bytes of a file, in pieces as they are stored. */
export function piecesOf(path: string, length: number): AsyncIterable<Buffer> {
  return createReadStream(path, { end: length - 1, highWaterMark: chunkBytes });
}

/**
 * Puts the first bytes of a file into the database, in small transactions of which one waits at a time, so that bookings come between.
 * It is whole, and was read back, when this resolves; only then a row may point to it. Begun before and interrupted, it goes on. Fails, and
 * leaves nothing, when what is stored is not what was promised.
 */
export async function keepUpload(
  { database, clock, uploadTurns }: Pick<System, 'database' | 'clock' | 'uploadTurns'>,
  upload: StoredUpload,
  path: string,
): Promise<void> {
  const { writer, reader } = database;
  await beginUpload(writer, upload, clock.now());
  let position = 0;
  for await (const piece of piecesOf(path, upload.size)) {
    const at = position;
    await uploadTurns.take(() => keepChunk(writer, upload.id, at, piece));
    position += 1;
    if (position % piecesBetween === 0) await uploadTurns.take(() => checkpoint(database));
  }
  const stored = await hashOf(uploadChunks(reader, upload.id));
  if (stored.size !== upload.size || stored.sha256 !== upload.sha256) {
    await dropUpload(writer, upload.id);
    throw new Error('an upload was not stored as it came');
  }
  await completeUpload(writer, upload.id, clock.now());
}
