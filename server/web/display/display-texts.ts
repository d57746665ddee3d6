import type { Words } from '../../domain/catalogue/words.ts';
import type { CounterScreenTexts } from '../../domain/queue/screens/counter-screen.ts';
import type { FrameTexts } from '../../domain/queue/screens/display-settings.ts';
import type { ScreenTexts } from '../../domain/queue/screens/hall-screen.ts';
import { chinese } from '../../locales/chinese.ts';
import { english } from '../../locales/english.ts';

/** The display draws by itself, so it is given its sentences in both languages, with their `{parameters}`. */
export const screenTexts: ScreenTexts = {
  ...pairs(chinese.display.screen, english.display.screen),
  hall: pairs(chinese.hall, english.hall),
};
export const counterScreenTexts: CounterScreenTexts = pairs(
  chinese.display.counterScreen,
  english.display.counterScreen,
);
export const frameTexts: FrameTexts = pairs(chinese.display.frame, english.display.frame);

function pairs<Key extends string>(
  zh: Readonly<Record<Key, string>>,
  en: Readonly<Record<Key, string>>,
): Readonly<Record<Key, Words>> {
  const keys = Object.keys(zh) as Key[];
  return Object.fromEntries(keys.map((key) => [key, { 'zh-CN': zh[key], en: en[key] }])) as Record<
    Key,
    Words
  >;
}
