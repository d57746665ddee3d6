const signatureLength = 8;

/** Where a PNG ends: after its IEND chunk (ISO/IEC 15948). Null: it is cut off, or its chunks make no picture. */
export function endOfPng(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signatureLength;
  let data = false;
  for (let first = true; at + 12 <= bytes.length; first = false) {
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
