import type { InPieces } from './in-pieces.ts';

/** In one piece. */
const chunksBetween = 5000;
const signatureLength = 8;

/** Where a PNG ends: after its IEND chunk (ISO/IEC 15948). Null: it is cut off, or its chunks make no picture. */
export function* endOfPng(bytes: Uint8Array): InPieces<number | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signatureLength;
  let data = false;
  for (let count = 1; at + 12 <= bytes.length; count += 1) {
    if (count % chunksBetween === 0) yield;
    const first = count === 1;
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length || first !== (type === 'IHDR')) return null;
    if (first && length !== 13) return null;
    if (type === 'IDAT') data = true;
    if (type === 'IEND') return data && length === 0 ? end : null;
    at = end;
  }
  return null;
}
