import type { InPieces } from './in-pieces.ts';

/** Readers look for the end of a PDF in its last 1024 bytes (ISO 32000-1, annex H.3). */
const tailLength = 1024;

/**
 * Where a PDF ends: after its last %%EOF, before which it must say where its cross-reference table is (ISO 32000-1, 7.5.5). Null: it is
 * cut off. The first part of a PDF made for the web ends in %%EOF too, but with a cross-reference at 0.
 */
// biome-ignore lint/correctness/useYield: it is done in one piece, unlike the ends of pictures
export function* endOfPdf(bytes: Uint8Array): InPieces<number | null> {
  const from = Math.max(0, bytes.length - 2 * tailLength);
  const tail = String.fromCharCode(...bytes.subarray(from));
  const found = tail.lastIndexOf('%%EOF');
  if (found < 0 || tail.length - found > tailLength) return null;
  const pointer = /startxref\s+(\d{1,10})\s*$/.exec(tail.slice(0, found));
  const offset = Number(pointer?.[1] ?? 0);
  if (offset <= 0 || offset >= from + found) return null;
  // the line's end belongs to it: a signature may cover it
  const end = /^%%EOF(\r\n|\r|\n)?/.exec(tail.slice(found))?.[0].length ?? 0;
  return from + found + end;
}
