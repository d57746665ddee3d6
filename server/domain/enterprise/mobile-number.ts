import { isAbroad } from './abroad.ts';
import { toHalfWidth } from './half-width.ts';
import { parseLandline } from './landline.ts';
import type { Parsed } from './parsed.ts';

export type MobileNumberProblem =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'prefix'; readonly prefix: string }
  /** of Hong Kong, Macao, Taiwan or another country */
  | { readonly kind: 'abroad' }
  /** with its area code, with or without an extension */
  | { readonly kind: 'landline' };

/** Without what people put between and before the digits: spaces, dashes, brackets, the country code of China. */
function nationalDigits(input: string): string {
  return toHalfWidth(input)
    .replace(/[ \-().·]/g, '')
    .replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '');
}

/** Reads a mobile number of mainland China. Answers its eleven digits. */
export function parseMobileNumber(input: string): Parsed<MobileNumberProblem> {
  if (isAbroad(toHalfWidth(input).trim())) return { ok: false, problem: { kind: 'abroad' } };
  const digits = nationalDigits(input);
  if (isLandline(input, digits)) return { ok: false, problem: { kind: 'landline' } };
  const character = [...digits].find((one) => one < '0' || one > '9');
  if (character !== undefined) return { ok: false, problem: { kind: 'character', character } };
  if (digits.length !== 11) return { ok: false, problem: { kind: 'length', length: digits.length } };
  if (!/^1[3-9]/.test(digits)) {
    return { ok: false, problem: { kind: 'prefix', prefix: digits.slice(0, 2) } };
  }
  return { ok: true, value: digits };
}

/** A mobile with a zero before it is none, though an area code could begin so. */
function isLandline(input: string, digits: string): boolean {
  if (/^0?1[3-9]\d{9}/.test(digits)) return false;
  const read = parseLandline(input);
  return read.ok || read.problem.kind === 'extension';
}
