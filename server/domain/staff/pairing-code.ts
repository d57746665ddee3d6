import { minute } from '../calendar/durations.ts';
import { referenceAlphabet } from '../enterprise/reference.ts';

const length = 6;

/** How long a code that a device shows can be confirmed, milliseconds. */
export const pairingTime = 15 * minute;

/** A code to read from one screen and type into another: six characters that do not look alike. `chance` answers 0…1. */
export function pairingCodeFrom(chance: () => number): string {
  const last = referenceAlphabet.length - 1;
  return Array.from({ length }, () =>
    referenceAlphabet.charAt(Math.min(last, Math.floor(chance() * referenceAlphabet.length))),
  ).join('');
}

/** The code in what somebody typed; null when it cannot be one. */
export function normalisePairingCode(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  return code.length === length && [...code].every((one) => referenceAlphabet.includes(one)) ? code : null;
}
