import { bareCode } from './half-width.ts';

/** No characters that look alike (0 O Q D… keep one of each kind at most) and no vowels, so that no words appear. */
export const referenceAlphabet = '23456789CDFHJKMNPRTWXY';
const referenceLength = 8;

/** Characters that are not used, where only one that is used looks like them. */
const misread: Readonly<Record<string, string>> = { B: '8', S: '5', Z: '2', G: '6' };

function grouped(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A booking reference, stored and shown as XXXX-XXXX, from at least 12 random bytes. */
export function referenceFrom(random: Uint8Array): string {
  if (random.length < 12) throw new RangeError('a reference needs at least 12 random bytes');
  const base = BigInt(referenceAlphabet.length);
  let rest = random.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  let code = '';
  while (code.length < referenceLength) {
    code += referenceAlphabet.charAt(Number(rest % base));
    rest /= base;
  }
  return grouped(code);
}

/** What stands in something as long as a reference and in none of them, each once. */
export function neverInReference(input: string): string {
  const code = [...bareCode(input)];
  if (code.length !== referenceLength) return '';
  const strange = code.filter((one) => !referenceAlphabet.includes(misread[one] ?? one));
  return [...new Set(strange)].join('');
}

/** The reference in what somebody typed or read out, as stored; null when it cannot be one. */
export function normaliseReference(input: string): string | null {
  const code = [...bareCode(input)].map((character) => misread[character] ?? character).join('');
  const possible =
    code.length === referenceLength && [...code].every((one) => referenceAlphabet.includes(one));
  return possible ? grouped(code) : null;
}
