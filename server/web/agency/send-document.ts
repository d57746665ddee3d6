import type { Response } from 'express';
import type { ReadDocument } from '../../actions/agency/read-document.ts';
import { downloadName } from '../../domain/agency/download-name.ts';
import { mediaTypes } from '../../domain/agency/file-kind.ts';

/**
 * Answers with an uploaded file, to be saved: its type is what its bytes said, its name is ours (RFC 6266), nothing guesses further and
 * nothing in it may run here.
 */
export function sendDocument(
  response: Response,
  { file, bytes }: ReadDocument,
  reference: string,
  material: string,
): void {
  response.attachment(downloadName(reference, material, file.kind));
  response.set({
    'Content-Type': mediaTypes[file.kind],
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  response.send(bytes);
}
