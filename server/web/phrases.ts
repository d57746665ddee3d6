import type { Locale } from '../domain/catalogue/words.ts';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const known = new Map<string, readonly string[]>();
const mostKnown = 2000;

/** A mark that ends a phrase, or one character alone: never the first of a line. */
const clings = /^[\p{Pe}\p{Pf}\p{Po}\s]|^\s*\p{Script=Han}$/u;
/** What opens a bracket, or one character alone: never the last of a line. */
const opens = /[\p{Ps}\p{Pi}\s]$|^\p{Script=Han}$/u;

/** A time, a reference, an address or a date stays whole: what ends so takes what begins so. */
const goesOn = /[\w:.@*/–-]$|\d月$/;
const wentOn = /^[\w:.@*/–-]/;

/** What English would break within a word or two ends of a range, and the mark after it that forbids it. */
const divided = /\be-(?=mail)|(?<=\d)–(?=\d)/gi;
const joiner = '\u2060';

/** A text in the pieces that stay whole when it is broken into lines: words in Chinese, the whole in English, which has spaces. */
export function phrasesOf(text: string, locale: Locale): readonly string[] {
  if (locale === 'en') return [text.replace(divided, `$&${joiner}`)];
  const before = known.get(text);
  if (before !== undefined) return before;
  const phrases: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = phrases.at(-1);
    const one = last !== undefined && goesOn.test(last) && wentOn.test(segment);
    if (last !== undefined && (one || clings.test(segment) || opens.test(last)))
      phrases[phrases.length - 1] = last + segment;
    else phrases.push(segment);
  }
  if (known.size >= mostKnown) known.clear();
  known.set(text, phrases);
  return phrases;
}
