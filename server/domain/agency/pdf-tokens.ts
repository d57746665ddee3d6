/** So many bytes are gone through in one piece: a text or a word is never longer (no producer writes such), blanks come in several pieces. */
const longestToken = 256 * 1024;

/** A comment may fill a file: its end is found fast. */
const longestComment = 12 * 1024 * 1024;

/** A piece of a PDF outside its streams (ISO 32000-1, 7.2 and 7.3). `end`: of the first byte behind it. */
export interface PdfToken {
  readonly kind: 'name' | 'word' | 'open' | 'close' | 'text' | 'blank' | 'endless';
  /** of a name without its slash and with its #xx read; of a word (number, keyword) and of brackets as they stand; of texts and comments nothing */
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

const character = (text: string): number => text.charCodeAt(0);
const percent = character('%');
const slash = character('/');
const opening = character('(');
const closing = character(')');
const backslash = character('\\');
const less = character('<');
const greater = character('>');
const delimiters = new Set([...'()<>[]{}/%'].map(character));

export function isBlank(byte: number | undefined): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
}

/** The next token from `from` on; null: there is none before `until`. Whatever stands there, it is read to its end, or for `longestToken` bytes. */
export function nextToken(bytes: Uint8Array, from: number, until: number): PdfToken | null {
  let at = from;
  const enough = Math.min(until, from + longestToken);
  while (at < enough && isBlank(bytes[at])) at += 1;
  if (at >= until) return null;
  if (at === enough) return { kind: 'blank', value: '', at: from, end: at };
  const byte = bytes[at] ?? 0;
  const most = Math.min(until, at + longestToken);
  if (byte === percent) {
    const end = endOfLine(bytes, at, Math.min(until, at + longestComment));
    return { kind: end - at < longestComment ? 'text' : 'endless', value: '', at, end };
  }
  if (byte === slash) {
    const end = endOfWord(bytes, at + 1, most);
    return long('name', named(latin(bytes, at + 1, end)), at, end, until);
  }
  if (byte === opening) return long('text', '', at, endOfText(bytes, at, most), until);
  if (byte === less && bytes[at + 1] !== less) {
    // what a signature keeps here can be long; this is fast
    const end = bytes.indexOf(greater, at);
    return { kind: 'text', value: '', at, end: end < 0 || end >= until ? until : end + 1 };
  }
  if (delimiters.has(byte)) {
    const isDouble = (byte === less || byte === greater) && bytes[at + 1] === byte;
    const end = Math.min(until, at + (isDouble ? 2 : 1));
    const opens = byte === less || byte === character('[') || byte === character('{');
    return { kind: opens ? 'open' : 'close', value: latin(bytes, at, end), at, end };
  }
  const end = endOfWord(bytes, at, most);
  return long('word', latin(bytes, at, end), at, end, until);
}

function long(kind: PdfToken['kind'], value: string, at: number, end: number, until: number): PdfToken {
  return end - at >= longestToken && end < until
    ? { kind: 'endless', value: '', at, end }
    : { kind, value, at, end };
}

/** At most its first 200 characters. Most are a few, for which an array of their own would cost more than they do. */
export function latin(bytes: Uint8Array, from: number, to: number): string {
  const until = Math.min(to, from + 200);
  let text = '';
  for (let at = from; at < until; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function named(text: string): string {
  if (!text.includes('#')) return text;
  return text.replace(/#([0-9a-fA-F]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function endOfWord(bytes: Uint8Array, from: number, until: number): number {
  let at = from;
  while (at < until && !isBlank(bytes[at]) && !delimiters.has(bytes[at] ?? 0)) at += 1;
  return at;
}

/** Bytes that are looked at one by one: most lines end before. */
const shortLine = 64;

/** A long line is searched by what the machine does fast, in parts that grow with it: each end is looked for only where the other is not nearer. */
function endOfLine(bytes: Uint8Array, from: number, until: number): number {
  let at = from;
  for (const near = Math.min(until, from + shortLine); at < near; at += 1)
    if (bytes[at] === 10 || bytes[at] === 13) return at;
  for (let part = shortLine; at < until; part *= 2) {
    const ahead = bytes.subarray(at, Math.min(until, at + part));
    const ends = [ahead.indexOf(10), ahead.indexOf(13)].filter((end) => end >= 0);
    if (ends.length > 0) return at + Math.min(...ends);
    at += ahead.length;
  }
  return until;
}

/** Brackets within a text are in pairs, or have a backslash before them. */
function endOfText(bytes: Uint8Array, from: number, until: number): number {
  let depth = 0;
  for (let at = from; at < until; at += 1) {
    const byte = bytes[at];
    if (byte === backslash) at += 1;
    else if (byte === opening) depth += 1;
    else if (byte === closing) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return until;
}
