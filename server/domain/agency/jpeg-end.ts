import { type InPieces, pieceBytes } from './in-pieces.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Frames: SOF0…SOF15 without the tables DHT, JPG and DAC that lie between them (ITU-T T.81, table B.1). */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Where a JPEG ends: after its own EOI, not that of a thumbnail inside. Null: it is cut off, or its segments make no picture. */
export function* endOfJpeg(bytes: Uint8Array): InPieces<number | null> {
  let paused = 0;
  let at = 2;
  let frame = false;
  let scan = false;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    if (at - paused >= pieceBytes) {
      paused = at;
      yield;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) return frame && scan ? at + 2 : null;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return null;
    at += 2 + length;
    if (isFrame(marker)) frame = true;
    if (marker === startOfScan) {
      if (!frame) return null;
      scan = true;
      at = yield* nextMarker(bytes, at);
    }
  }
  return null;
}

/** The first marker after entropy-coded data, where FF 00 is a byte of data and FF D0…D7 are restarts. */
function* nextMarker(bytes: Uint8Array, from: number): InPieces<number> {
  for (let at = from; at < bytes.length; ) {
    const until = Math.min(bytes.length, at + pieceBytes);
    // not indexOf: called for every other byte it takes ten times as long
    for (; at < until; at += 1) {
      if (bytes[at] !== 0xff) continue;
      const next = bytes[at + 1] ?? 0;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    }
    yield;
  }
  return bytes.length;
}
