import { ObjectStarts } from './object-starts.ts';
import { type ActivePart, PdfObjects } from './pdf-objects.ts';
import { isBlank, latin, nextToken, type PdfToken } from './pdf-tokens.ts';

/** What the inspection asks of whoever runs it: a moment for others, or bytes inflated (null: they are none, or too many). */
export type InspectionStep =
  | { readonly kind: 'pause' }
  | { readonly kind: 'inflate'; readonly bytes: Uint8Array };

/** Tokens in one piece. */
const tokensBetween = 500;
/** Bytes that are gone through in one piece, and are searched in one: what begins at its end is found in the next. */
const bytesBetween = 128 * 1024;
/** Streams of objects that one file can have: with a hundred objects in each that is a million. */
const mostStreams = 10_000;
/** Tokens of one file, those of its streams of objects included: a form of a hundred pages has a fifth of them, and they take a second. */
const mostTokens = 1_000_000;
const stream = 'stream';

/**
 * Looks through a whole PDF for what is active in it; null: nothing. It is read from beginning to end and not along its tables, so that it does not
 * matter which of them a reader believes: whatever lies where this does not look (in texts, comments and streams) must not look like an object.
 */
export function* inspectPdf(
  bytes: Uint8Array,
): Generator<InspectionStep, ActivePart | null, Uint8Array | null> {
  const objects = new PdfObjects();
  let streams = 0;
  let at = 0;
  const turns = new Turns();
  for (;;) {
    const token = nextToken(bytes, at, bytes.length);
    if (token === null) break;
    if (turns.isOver(token)) yield { kind: 'pause' };
    if (turns.isTooMuch) return 'hidden';
    at = token.end;
    if (token.kind === 'text' && (yield* hidesObject(bytes, token.at, token.end))) return 'hidden';
    objects.take(token);
    if (token.kind !== 'word' || token.value !== stream || !objects.isInDictionary) continue;
    const [from, to] = rangeOf(bytes, token.end, objects.length);
    yield { kind: 'pause' };
    if (yield* hidesObject(bytes, from, to)) return 'hidden';
    at = to;
    if (!objects.isObjectStream) continue;
    streams += 1;
    if (objects.isStrange || streams > mostStreams) return 'hidden';
    const packed = bytes.subarray(from, to);
    const plain = objects.isSqueezed ? yield { kind: 'inflate', bytes: packed } : packed;
    // what is locked cannot be inflated
    if (plain === null) return mentions(bytes, '/Encrypt') ? 'locked' : 'hidden';
    const within = new PdfObjects();
    const starts = new ObjectStarts(plain, objects.first);
    turns.count(starts.tokens);
    within.beginStream(starts);
    let inner = objects.first;
    for (;;) {
      const one = nextToken(plain, inner, plain.length);
      if (one === null) break;
      if (turns.isOver(one)) yield { kind: 'pause' };
      if (turns.isTooMuch) return 'hidden';
      inner = one.end;
      within.take(one);
    }
    objects.adopt(within);
  }
  return objects.found();
}

/** When others have their turn, and when it has been enough. */
class Turns {
  #tokens = 0;
  #bytes = 0;
  #all = 0;

  get isTooMuch(): boolean {
    return this.#all > mostTokens;
  }

  /** Tokens that were read in one piece. */
  count(tokens: number): void {
    this.#all += tokens;
  }

  isOver({ at, end }: PdfToken): boolean {
    this.#all += 1;
    this.#tokens += 1;
    this.#bytes += end - at;
    if (this.#tokens < tokensBetween && this.#bytes < bytesBetween) return false;
    this.#tokens = 0;
    this.#bytes = 0;
    return true;
  }
}

/** From where to where the bytes of a stream go: as long as it says, if its end is there, else to the next end. */
function rangeOf(bytes: Uint8Array, keyword: number, length: number | null): readonly [number, number] {
  let from = keyword;
  if (bytes[from] === 13) from += 1;
  if (bytes[from] === 10) from += 1;
  if (length !== null && endsAt(bytes, from + length)) return [from, from + length];
  const end = whole(bytes).indexOf('endstream', from, 'latin1');
  return [from, end < 0 ? bytes.length : end];
}

function endsAt(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < from + 3 && isBlank(bytes[at])) at += 1;
  return latin(bytes, at, at + 9) === 'endstream';
}

const whole = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const mentions = (bytes: Uint8Array, word: string): boolean => whole(bytes).includes(word, 0, 'latin1');
const digitsBefore = /\d[\s\0]+\d/;
/** Places where it is looked closer, in one piece. */
const wordsBetween = 5000;
/** Chance brings one in ten megabytes. */
const mostLikenesses = 1000;

/** Whether something looks like the beginning of an object ("12 0 obj"): by chance in one of ten thousand files. */
function* hidesObject(bytes: Uint8Array, from: number, to: number): Generator<InspectionStep, boolean> {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from);
  let likenesses = 0;
  let found = 0;
  let searched = 0;
  while (searched < part.length) {
    if (searched > 0) yield { kind: 'pause' };
    const until = Math.min(part.length, searched + bytesBetween);
    const piece = part.subarray(0, until);
    for (let at = piece.indexOf(word, searched); at >= 0; at = piece.indexOf(word, at + word.length)) {
      found += 1;
      if (found % wordsBetween === 0) yield { kind: 'pause' };
      if (!isWordAt(part, at)) continue;
      likenesses += 1;
      if (likenesses > mostLikenesses) return true;
      const near = part.toString('latin1', Math.max(0, at - 64), at);
      if (digitsBefore.test(near) || near.includes('%') || /^[\s\0]+$/.test(near)) return true;
    }
    searched = until === part.length ? until : until - word.length + 1;
  }
  return false;
}

const word = Buffer.from('obj');
const opensBehind = new Set(Buffer.from('<[(/%0123456789'));

/** Whether "obj" stands there by itself, with a blank or a digit before it. */
function isWordAt(part: Uint8Array, at: number): boolean {
  const [before, behind] = [part[at - 1], part[at + word.length]];
  if (before === undefined || !(isSpace(before) || (before >= 48 && before <= 57))) return false;
  return behind === undefined || isBlank(behind) || opensBehind.has(behind);
}

/** A blank of a PDF, or what a regular expression takes for one in a text of one byte a character. */
function isSpace(byte: number): boolean {
  return isBlank(byte) || byte === 11 || byte === 160;
}
