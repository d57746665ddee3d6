import { locales, type Words } from '../../catalogue/words.ts';

/** Why a counter pauses, as its clerk chooses it. Whatever else a clerk writes is for colleagues, not for the hall. */
export const pauseReasons: Readonly<Record<'lunch' | 'short' | 'equipment' | 'shift', Words>> = {
  lunch: { 'zh-CN': '午休', en: 'Lunch' },
  short: { 'zh-CN': '短暂离开', en: 'Back shortly' },
  equipment: { 'zh-CN': '设备故障', en: 'Equipment fault' },
  shift: { 'zh-CN': '交接班', en: 'Change of shift' },
};

/** The reason in both languages when it is a usual one, in whichever language it was chosen. */
export function usualReason(text: string): Words | undefined {
  return Object.values(pauseReasons).find((words) => locales.some((locale) => words[locale] === text));
}

export type PauseKind = keyof typeof pauseReasons | 'other';

/** Which of the usual reasons it is, in whichever language it was chosen; other: a clerk's own words. */
export function pauseKind(text: string): PauseKind {
  const kinds = Object.keys(pauseReasons) as (keyof typeof pauseReasons)[];
  return kinds.find((kind) => locales.some((locale) => pauseReasons[kind][locale] === text)) ?? 'other';
}
