/** Whether a WOFF2 file is all there, which after a power cut it may not be: its head says how long it is (W3C WOFF 2.0, 4.1). */
export function isWholeFont(bytes: Buffer): boolean {
  return (
    bytes.length > 12 && bytes.toString('latin1', 0, 4) === 'wOF2' && bytes.readUInt32BE(8) === bytes.length
  );
}
