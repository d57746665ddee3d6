import type { Words } from './words.ts';

/** A reason that closures are often given, to be taken by one choice. What was taken is a copy: later changes do not reach it. */
export interface ReasonText {
  readonly id: string;
  readonly text: Words;
}

/** The words of a reason: what was typed, and in a language in which nothing was, those of the chosen text. Empty: neither. */
export function reasonWords(typed: Words, chosen: ReasonText | null): Words {
  return {
    'zh-CN': typed['zh-CN'] || (chosen?.text['zh-CN'] ?? ''),
    en: typed.en || (chosen?.text.en ?? ''),
  };
}
