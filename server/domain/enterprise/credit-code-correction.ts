import { hasOrganisationCheck, isAllowedAt, isCreditCode } from './credit-code-standard.ts';

/** Characters that cannot occur, and what they are mistaken for, the likeliest first. */
const lookAlikes: Readonly<Record<string, readonly string[]>> = {
  O: ['0', 'Q', 'D'],
  I: ['1', 'L'],
  S: ['5'],
  Z: ['2'],
  V: ['U', 'Y'],
};

const maxReplaced = 4;

function isLikely(code: string): boolean {
  return isCreditCode(code) && hasOrganisationCheck(code);
}

/** The one right code that differs only in look-alikes of characters that cannot stand where they are; null: none. */
export function correctedByLookAlikes(code: string): string | null {
  let candidates = [''];
  let replaced = 0;
  for (const [index, character] of [...code].entries()) {
    const allowed = isAllowedAt(character, index);
    const choices = allowed
      ? [character]
      : (lookAlikes[character] ?? []).filter((choice) => isAllowedAt(choice, index));
    if (!allowed) replaced += 1;
    if (replaced > maxReplaced) return null;
    candidates = candidates.flatMap((start) => choices.map((choice) => start + choice));
  }
  return only(candidates.filter(isLikely));
}

/** The one right code that two neighbours in the wrong order would explain; null: none or several. */
export function correctedBySwap(code: string): string | null {
  const candidates = new Set<string>();
  for (let index = 0; index + 1 < code.length; index += 1) {
    const swapped =
      code.slice(0, index) + code.charAt(index + 1) + code.charAt(index) + code.slice(index + 2);
    if (swapped !== code && isLikely(swapped)) candidates.add(swapped);
  }
  return only([...candidates]);
}

function only(candidates: readonly string[]): string | null {
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}
