import { setImmediate as others } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, inflate } from 'node:zlib';
import type { InPieces } from '../../domain/agency/in-pieces.ts';
import { inspectPdf } from '../../domain/agency/pdf-content.ts';
import type { ActivePart } from '../../domain/agency/pdf-objects.ts';

/** Bytes that the object streams of one file may have when they are inflated. A form of a hundred pages has one megabyte. */
const mostInflated = 32 * 1024 * 1024;

/** What is active in a PDF; null: nothing. In pieces, so that others are served in between. */
export async function activePartOf(bytes: Uint8Array): Promise<ActivePart | null> {
  const steps = inspectPdf(bytes);
  let given: Uint8Array | null = null;
  let room = mostInflated;
  for (;;) {
    const step = steps.next(given);
    if (step.done) return step.value;
    given = null;
    if (step.value.kind === 'pause') await others();
    else {
      given = await inflated(step.value.bytes, room);
      room -= given?.length ?? 0;
    }
  }
}

/** Work in pieces, so that others are served in between. */
export async function inTurns<Answer>(work: InPieces<Answer>): Promise<Answer> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await others();
  }
}

const unpack = promisify<Buffer, object, Buffer>(inflate);

async function inflated(bytes: Uint8Array, most: number): Promise<Uint8Array | null> {
  if (most <= 0) return null;
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return unpack(packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }).catch(() => null);
}
