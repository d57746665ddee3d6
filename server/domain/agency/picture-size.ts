import { isFrame } from './jpeg-end.ts';

/** As many as the largest sensor of a telephone has: four bytes for each are what a viewer holds in memory. */
const mostPixels = 200_000_000;

/** Whether a whole picture says of itself that it has so many pixels that whoever opens it runs out of memory, or none at all. */
export function isBomb(bytes: Uint8Array, kind: 'pdf' | 'jpeg' | 'png'): boolean {
  if (kind === 'pdf') return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = kind === 'png' ? [view.getUint32(16) * view.getUint32(20)] : sizesOfJpeg(view);
  return !sizes.every((pixels) => pixels > 0 && pixels <= mostPixels);
}

/** Pixels of every frame before the first scan (ITU-T T.81, B.2.2): of a hierarchy each has its own. */
function sizesOfJpeg(view: DataView): readonly number[] {
  const sizes: number[] = [];
  for (let at = 2; at + 9 < view.byteLength; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) sizes.push(view.getUint16(at + 5) * view.getUint16(at + 7));
    if (marker === 0xda) break;
    at += 2 + view.getUint16(at + 2);
  }
  return sizes;
}
