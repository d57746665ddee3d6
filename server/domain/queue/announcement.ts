import type { HallPolicy } from './hall-policy.ts';

/** A recorded fragment, e.g. "zh-CN/qing", or a pause in milliseconds. */
export type Utterance = string | number;

export interface SpokenCall {
  readonly number: string;
  /** of the counter */
  readonly label: string;
}

const chineseWords = ['qing', 'hao', 'dao', 'haochuangkou', 'banli', 'yao', '10'] as const;
const englishWords = ['ticket', 'please-go-to-counter'] as const;
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const digits = [...'0123456789'];
const betweenLanguages = 350;
const betweenRepeats = 700;
const comma = 180;

export const chime = 'chime';

/** Every fragment that an announcement can need. */
export const fragments: readonly string[] = [
  chime,
  ...[...chineseWords, ...letters, ...digits].map((name) => `zh-CN/${name}`),
  ...[...englishWords, ...letters, ...digits].map((name) => `en/${name}`),
];

const recorded = new Set(fragments);

/**
 * What is played for a call: the chime once, then each language, as often as the hall's policy says (`times` overrides it).
 * 请 A 零零一 号，到 3 号窗口 办理 / "Ticket A 0 0 1, please go to counter 3."
 */
export function announcement(
  call: SpokenCall,
  speech: HallPolicy['speech'],
  times = speech.times,
): readonly Utterance[] {
  const said: Utterance[] = [chime];
  for (let round = 0; round < times; round += 1) {
    said.push(betweenRepeats);
    if (speech.language !== 'en') said.push(...inChinese(call, speech.one));
    if (speech.language === 'both') said.push(betweenLanguages);
    if (speech.language !== 'zh-CN') said.push(...inEnglish(call));
  }
  return said.filter((each) => typeof each === 'number' || recorded.has(each));
}

function inChinese({ number, label }: SpokenCall, one: '一' | '幺'): readonly Utterance[] {
  const digitOne = one === '幺' ? 'yao' : '1';
  const ticket = [...number].map((character) => (character === '1' ? digitOne : character));
  const words = ['qing', ...ticket, 'hao', comma, 'dao', ...chineseCount(label), 'haochuangkou', 'banli'];
  return words.map((word) => (typeof word === 'number' ? word : `zh-CN/${word}`));
}

function inEnglish({ number, label }: SpokenCall): readonly Utterance[] {
  const words = ['ticket', ...number, comma, 'please-go-to-counter', ...label];
  return words.map((word) => (typeof word === 'number' ? word : `en/${word}`));
}

/** Counters are counted, not spelled: 12 is 十二, 20 is 二十. Other labels sign by sign. */
function chineseCount(label: string): readonly string[] {
  if (!/^[1-9]\d?$/.test(label)) return [...label];
  const tens = Math.floor(Number(label) / 10);
  const ones = Number(label) % 10;
  return [...(tens > 1 ? [`${tens}`] : []), ...(tens > 0 ? ['10'] : []), ...(ones > 0 ? [`${ones}`] : [])];
}
