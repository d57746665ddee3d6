import { correctedByLookAlikes, correctedBySwap } from './credit-code-correction.ts';
import { creditCodeLength, expectedCheck, isAllowedAt, mustBeDigitAt } from './credit-code-standard.ts';
import { bareCode } from './half-width.ts';
import type { Parsed } from './parsed.ts';

/** Why a unified social credit code is wrong. `suggestion` is a whole code that would be right, when one is likely. */
export type CreditCodeProblem =
  | { readonly kind: 'length'; readonly length: number }
  | {
      readonly kind: 'character';
      /** 1…18 */
      readonly position: number;
      readonly character: string;
      /** only a digit can stand here (the administrative division, positions 3 to 8) */
      readonly digitOnly: boolean;
      /** what is usually meant by it: O is zero, I is one */
      readonly hint: string | null;
      readonly suggestion: string | null;
    }
  | { readonly kind: 'check'; readonly expected: string; readonly suggestion: string | null };

const hints: Readonly<Record<string, string>> = { O: '0', I: '1' };

/** Full-width, spaced, dashed or lower-case becomes the form that is stored and checked. Never fails. */
export const normaliseCreditCode = bareCode;

/** Reads a unified social credit code (GB 32100-2015) and says what is wrong with it. Answers the normalised code. */
export function parseCreditCode(input: string): Parsed<CreditCodeProblem> {
  const code = normaliseCreditCode(input);
  const characters = [...code];
  if (characters.length !== creditCodeLength) {
    return { ok: false, problem: { kind: 'length', length: characters.length } };
  }
  const wrong = characters.findIndex((character, index) => !isAllowedAt(character, index));
  if (wrong >= 0) {
    const character = characters[wrong] ?? '';
    return {
      ok: false,
      problem: {
        kind: 'character',
        position: wrong + 1,
        character,
        digitOnly: mustBeDigitAt(wrong),
        hint: hints[character] ?? null,
        suggestion: correctedByLookAlikes(code),
      },
    };
  }
  const expected = expectedCheck(code);
  if (characters.at(-1) !== expected) {
    return { ok: false, problem: { kind: 'check', expected, suggestion: correctedBySwap(code) } };
  }
  return { ok: true, value: code };
}
