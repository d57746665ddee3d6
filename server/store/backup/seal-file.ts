import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

/** Bytes of every seal. */
const sealLength = sealOf('0'.repeat(64)).length;

/** Puts the seal behind a file that is whole, durably. */
export async function sealFile(file: string): Promise<void> {
  await appendFile(file, sealOf(await hashOf(file, (await stat(file)).size)), { flush: true });
}

/** The bytes of the file before its seal; null: whatever stands at its end is no seal of what is before it, not to the last bit. */
export async function sealedLength(file: string): Promise<number | null> {
  const { size } = await stat(file);
  const length = size - sealLength;
  if (length <= 0) return null;
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(sealLength), 0, sealLength, length);
    return buffer.equals(sealOf(await hashOf(file, length))) ? length : null;
  } finally {
    await handle.close();
  }
}

async function hashOf(file: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  if (length > 0) await pipeline(createReadStream(file, { end: length - 1 }), hash);
  return hash.digest('hex');
}

/** Made by hand, so that there is one way only to write it: what unpacks gzip finds a line more. */
function sealOf(sha256: string): Buffer {
  const line = Buffer.from(`${JSON.stringify({ sealed: sha256 })}\n`);
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  // one block that is stored as it is, and the last
  const block = Buffer.alloc(5);
  block.writeUInt8(1, 0);
  block.writeUInt16LE(line.length, 1);
  block.writeUInt16LE(0xffff - line.length, 3);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(line), 0);
  end.writeUInt32LE(line.length, 4);
  return Buffer.concat([head, block, line, end]);
}
