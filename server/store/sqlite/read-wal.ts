import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

/**
 * What a write-ahead log holds, without opening the database: SQLite silently leaves out whatever stands behind the first frame that does
 * not add up. Layout and checksums: https://sqlite.org/fileformat2.html#walformat
 */
export interface WalState {
  /**
   * sound: nothing but perhaps the end of a write that never came to its end.
   * torn: the last transaction is not whole; it may be one of which nobody was told, as when the power fails, or one that was damaged later.
   * damaged: commits that had reached the disk stand behind a frame that does not add up.
   */
  readonly state: 'sound' | 'torn' | 'damaged';
  /** commits that SQLite would leave out, where it can be told */
  readonly lost: number;
}

const headerSize = 32;
const frameHead = 24;
const bigEndian = 0x377f0683;
/** What SQLite makes by default, for a log whose own head does not add up. */
const ourPageSize = 4096;

type Sums = readonly [number, number];

interface Frame {
  /** the last of its transaction */
  readonly commit: boolean;
  /** adds up with the frame before it */
  readonly whole: boolean;
}

export function readWal(wal: string): WalState {
  if (!existsSync(wal) || statSync(wal).size < headerSize) return { state: 'sound', lost: 0 };
  const file = openSync(wal, 'r');
  try {
    return judge(framesOf(file));
  } finally {
    closeSync(file);
  }
}

function judge({ headWhole, frames }: { headWhole: boolean; frames: readonly Frame[] }): WalState {
  const broken = headWhole ? frames.findIndex(({ whole }) => !whole) : 0;
  if (broken < 0) return { state: 'sound', lost: 0 };
  let lost = 0;
  let followed = false;
  frames.forEach((frame, k) => {
    if (k < broken) return;
    // leftovers of an earlier, unfinished write end with no commit, and with none that another transaction follows
    if (k > broken && frame.whole && frames[k - 1]?.commit === true) followed = true;
    if (frame.commit && (frame.whole || frames[k + 1]?.whole === true)) lost += 1;
  });
  if (followed) return { state: 'damaged', lost };
  return lost > 0 ? { state: 'torn', lost } : { state: 'sound', lost: 0 };
}

function framesOf(file: number): { headWhole: boolean; frames: Frame[] } {
  const head = Buffer.alloc(headerSize);
  readSync(file, head, 0, headerSize, 0);
  const add = head.readUInt32BE(0) === bigEndian ? sumBig : sumLittle;
  const headWhole = same(add(head, 0, 24, [0, 0]), sumsAt(head, 24));
  const frame = Buffer.alloc(frameHead + (headWhole ? head.readUInt32BE(8) : ourPageSize));
  const read = (at: number): boolean => readSync(file, frame, 0, frame.length, at) === frame.length;
  const frames: Frame[] = [];
  // which generation: every frame says so too
  if (!headWhole && read(headerSize)) frame.copy(head, 16, 8, 16);
  let before = sumsAt(head, 24);
  for (let at = headerSize; read(at); at += frame.length) {
    // of another generation: left over from before the log began anew
    const salted = frame.compare(head, 16, 24, 8, 16) === 0;
    const sums = add(frame, frameHead, frame.length, add(frame, 0, 8, before));
    before = sumsAt(frame, 16);
    frames.push({ commit: frame.readUInt32BE(4) !== 0, whole: salted && same(sums, before) });
  }
  return { headWhole, frames };
}

function sumsAt(bytes: Buffer, at: number): Sums {
  return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
}

function same(one: Sums, other: Sums): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

function sumLittle(bytes: Buffer, from: number, to: number, [a, b]: Sums): Sums {
  let [one, two] = [a, b];
  for (let k = from; k < to; k += 8) {
    one = (one + bytes.readUInt32LE(k) + two) >>> 0;
    two = (two + bytes.readUInt32LE(k + 4) + one) >>> 0;
  }
  return [one, two];
}

function sumBig(bytes: Buffer, from: number, to: number, [a, b]: Sums): Sums {
  let [one, two] = [a, b];
  for (let k = from; k < to; k += 8) {
    one = (one + bytes.readUInt32BE(k) + two) >>> 0;
    two = (two + bytes.readUInt32BE(k + 4) + one) >>> 0;
  }
  return [one, two];
}
