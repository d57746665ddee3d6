import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { ReadDocument } from '../../actions/agency/read-document.ts';
import { downloadName } from '../../domain/agency/download-name.ts';
import { mediaTypes } from '../../domain/agency/file-kind.ts';

/**
 * Answers with an uploaded file, to be saved: its type is what its bytes said, its name is ours (RFC 6266), nothing guesses further and
 * nothing in it may run here. Piece by piece, as fast as it is taken; one that turns out damaged ends short of what was promised.
 */
export async function sendDocument(
  response: Response,
  { file, bytes }: ReadDocument,
  reference: string,
  material: string,
): Promise<void> {
  response.attachment(downloadName(reference, material, file.kind));
  response.set({
    'Content-Type': mediaTypes[file.kind],
    'Content-Length': String(file.size),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  try {
    await pipeline(Readable.from(bytes, { objectMode: false }), response);
  } catch (error) {
    // whoever asked has gone
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
