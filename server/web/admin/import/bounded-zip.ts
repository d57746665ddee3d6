import { inflateRawSync } from 'node:zlib';

export interface ZipBounds {
  readonly entries: number;
  /** bytes of all entries together, unpacked */
  readonly unpacked: number;
}

/** No more than that lies between two entries: what tells the sizes of the one before. */
const longestGap = 24;

/**
 * The entries of an archive by their names; null: it is none, holds too much, or holds something besides. Nothing is believed of what it says of
 * its own sizes: each entry is unpacked, and no further than the bounds.
 */
export function entriesOf(bytes: Uint8Array, bounds: ZipBounds): ReadonlyMap<string, Buffer> | null {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), bounds);
  } catch (error) {
    // cut short, or larger than it may be
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

function read(file: Buffer, { entries, unpacked }: ZipBounds): ReadonlyMap<string, Buffer> | null {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) return null;
  const count = file.readUInt16LE(end + 10);
  const directory = file.readUInt32LE(end + 16);
  if (count > entries) return null;
  const found = new Map<string, Buffer>();
  const spans: [start: number, end: number][] = [];
  let place = directory;
  let left = unpacked;
  for (let number = 0; number < count; number += 1) {
    if (file.readUInt32LE(place) !== 0x02014b50) return null;
    const [packed, offset] = [file.readUInt32LE(place + 20), file.readUInt32LE(place + 42)];
    const name = file.toString('utf8', place + 46, place + 46 + file.readUInt16LE(place + 28));
    if (file.readUInt32LE(offset) !== 0x04034b50) return null;
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const data = file.subarray(start, start + packed);
    const method = file.readUInt16LE(place + 10);
    if (method !== 0 && method !== 8) return null;
    const content = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, left) });
    left -= content.length;
    if (left < 0) return null;
    found.set(name, content);
    spans.push([offset, start + packed]);
    place +=
      46 + file.readUInt16LE(place + 28) + file.readUInt16LE(place + 30) + file.readUInt16LE(place + 32);
  }
  return adjoin(spans, directory) ? found : null;
}

/** A reader that goes from the beginning would find what the directory does not name: there must be no room for it. */
function adjoin(spans: readonly (readonly [number, number])[], directory: number): boolean {
  const sorted = [...spans].sort(([one], [other]) => one - other);
  const starts = [...sorted.map(([start]) => start).slice(1), directory];
  if (sorted[0]?.[0] !== 0) return false;
  return sorted.every(([, end], index) => {
    const gap = (starts[index] ?? 0) - end;
    return gap >= 0 && gap <= longestGap;
  });
}
