import type { Refusal } from '../domain/outcome.ts';
import { isWordKey, type Translate } from '../locales/words.ts';

/** The sentence of a refusal, with what this one says of itself where there is such a sentence: for how long, of what kind. */
export function refusalText({ code, details }: Refusal, t: Translate): string {
  const full = `refused.${code}`;
  return details !== undefined && isWordKey(full) ? t(full, details) : t(`refusal.${code}`, details);
}
