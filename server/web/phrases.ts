import type { Locale } from '../domain/catalogue/words.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const known = new Map<string, Broken>();
const mostKnown = 8000;

/** A mark that ends a phrase, one character alone, or the end of a name: never the first of a line. */
const clings = /^[\p{Pe}\p{Pf}\p{Po}\s]|^\s*\p{Script=Han}$|^中心$/u;
/** One character that belongs to what follows. */
const leads = /^[无各每不未已将请可新凭]$/u;
/** What opens a bracket, or one character alone: never the last of a line. */
const opens = /[\p{Ps}\p{Pi}\s]$|^\p{Script=Han}$/u;

/** A time, a reference, an address or a date stays whole: what ends so takes what begins so. */
const goesOn = /[\w:.@*/–-]$|\d月$/;
const wentOn = /^[\w:.@*/–-]/;

/** What would be broken within: a word at its dash in English, a standard, a reference, a range between its ends. */
const divided = /(\be-mail\w*|\bGB\/T \d+-\d+|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\d[\d:]*–\d[\d:]*)/gi;
/** A name of a few characters between quotation marks, as far as it goes: one name, whatever its words. */
const named = /“[^”]{1,5}$/u;

/** Before a unit or the rest of a name, which belongs to what stands before the space; after a bracket and one character. */
const joining = /(?<=[\dA-Z]) (?=\p{Script=Han})|(?<=[\p{Ps}\p{Pi}]\p{Script=Han}) /gu;

/**
 * Where a line may end. Not `<wbr>`: that divides the text, and programs that read aloud stop at each part. What is copied is freed of it
 * (public/scripts/copied-text.ts).
 */
const mayBreak = '\u200b';

/** A part of a text; a whole one is never broken. */
export interface Piece {
  readonly text: string;
  readonly whole: boolean;
}

/** A text as it is written on a page. */
export interface Broken {
  /** broken at its marks alone */
  readonly marked: boolean;
  readonly pieces: readonly Piece[];
}

/** Broken between words in Chinese; English has its spaces. */
export function brokenText(text: string, locale: Locale): Broken {
  if (locale === 'en') return { marked: false, pieces: piecesOf(text) };
  const before = known.get(text);
  if (before !== undefined) return before;
  const phrases = phrasesOf(text);
  const broken =
    phrases.length > 1
      ? { marked: true, pieces: piecesOf(phrases.join(mayBreak).replace(joining, '\u00a0')) }
      : unmarked(text);
  if (known.size >= mostKnown) known.clear();
  known.set(text, broken);
  return broken;
}

/** A text that is left to the browser. */
export function unmarked(text: string): Broken {
  return { marked: false, pieces: [{ text, whole: false }] };
}

function piecesOf(text: string): readonly Piece[] {
  // every second one is what the pattern has caught
  const pieces = text.split(divided).map((piece, at) => ({ text: piece, whole: at % 2 === 1 }));
  return pieces.filter((piece) => piece.text !== '');
}

/** A Chinese text in the pieces that stay whole when it is broken into lines: words. */
export function phrasesOf(text: string): readonly string[] {
  const phrases: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = phrases.at(-1);
    const one = last !== undefined && ((goesOn.test(last) && wentOn.test(segment)) || named.test(last));
    if (last !== undefined && (one || (clings.test(segment) && !leads.test(segment)) || opens.test(last)))
      phrases[phrases.length - 1] = last + segment;
    else phrases.push(segment);
  }
  return phrases;
}
