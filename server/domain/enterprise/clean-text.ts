import type { Parsed } from './parsed.ts';

export type NameProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_short'; readonly minimum: number }
  | { readonly kind: 'too_long'; readonly maximum: number }
  | { readonly kind: 'no_letters' };

// Joiners (U+200C, U+200D) belong to the spelling of some scripts; every other format character only deceives the reader.
const deceiving = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** One line of text as it is stored: composed, without control and direction characters, single spaces, trimmed. */
export function cleanText(input: string): string {
  return input
    .normalize('NFC')
    .replace(/[\s\u0085]+/g, ' ')
    .replace(deceiving, '')
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim();
}

/** Reads a name of `minimum`…`maximum` code points that has at least one character of `letter`. */
export function parseName(
  input: string,
  minimum: number,
  maximum: number,
  letter: RegExp,
): Parsed<NameProblem> {
  const value = cleanText(input);
  const length = [...value].length;
  if (length === 0) return { ok: false, problem: { kind: 'empty' } };
  if (length < minimum) return { ok: false, problem: { kind: 'too_short', minimum } };
  if (length > maximum) return { ok: false, problem: { kind: 'too_long', maximum } };
  if (!letter.test(value)) return { ok: false, problem: { kind: 'no_letters' } };
  return { ok: true, value };
}
