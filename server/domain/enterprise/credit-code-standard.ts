/** GB 32100-2015: the characters of a unified social credit code in the order of their values; no I, O, S, V, Z. */
export const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
export const creditCodeLength = 18;

const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Positions 3 to 8 are the administrative division, digits only. `index` counts from 0. */
export function mustBeDigitAt(index: number): boolean {
  return index >= 2 && index <= 7;
}

export function isAllowedAt(character: string, index: number): boolean {
  return mustBeDigitAt(index)
    ? character >= '0' && character <= '9'
    : character.length === 1 && creditCodeAlphabet.includes(character);
}

/** The check character that the first 17 characters demand. They must be of the alphabet. */
export function expectedCheck(code: string): string {
  const sum = weights.reduce(
    (total, weight, index) => total + weight * creditCodeAlphabet.indexOf(code.charAt(index)),
    0,
  );
  return creditCodeAlphabet.charAt((31 - (sum % 31)) % 31);
}

export function isCreditCode(code: string): boolean {
  return (
    code.length === creditCodeLength &&
    [...code].every(isAllowedAt) &&
    code.charAt(creditCodeLength - 1) === expectedCheck(code)
  );
}

/**
 * Positions 9 to 17 are an organisation code with a check character of its own (GB 11714-1997). Not demanded of what
 * people type, but it tells a likely correction from one that is right by chance.
 */
export function hasOrganisationCheck(code: string): boolean {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * Number.parseInt(code.charAt(8 + index), 36),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return code.charAt(16) === (check === 10 ? 'X' : String(check));
}
