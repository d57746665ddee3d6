import { bareCode } from './half-width.ts';
import type { Parsed } from './parsed.ts';

export type CustomsCodeProblem =
  | { readonly kind: 'length'; readonly length: number }
  | {
      readonly kind: 'character';
      /** 1…10 */
      readonly position: number;
      readonly character: string;
    };

const digit = /^\d$/;
const digitOrLetter = /^[0-9A-HJ-NP-Z]$/;
const customsCodeLength = 10;

/** Reads a customs registration code: five digits, then five digits or letters other than I and O. It has no check digit. */
export function parseCustomsCode(input: string): Parsed<CustomsCodeProblem> {
  const code = bareCode(input);
  const characters = [...code];
  if (characters.length !== customsCodeLength) {
    return { ok: false, problem: { kind: 'length', length: characters.length } };
  }
  const wrong = characters.findIndex(
    (character, index) => !(index < 5 ? digit : digitOrLetter).test(character),
  );
  if (wrong < 0) return { ok: true, value: code };
  return {
    ok: false,
    problem: { kind: 'character', position: wrong + 1, character: characters[wrong] ?? '' },
  };
}
