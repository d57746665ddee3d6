import type { Locale } from '../../catalogue/words.ts';
import type { HallPolicy } from '../hall/hall-policy.ts';
import { asIn, chime, fragments, spelledAs } from './fragments.ts';

/** A recorded fragment, e.g. "zh-CN/qing", or a pause in milliseconds. */
export type Utterance = string | number;

/** A part of an announcement that is said in one piece. */
export interface Sentence {
  readonly language: Locale | null;
  readonly said: readonly Utterance[];
  /** the same in words, for a machine that has a voice but not every fragment; null: it has no words */
  readonly words: string | null;
}

type Letters = HallPolicy['speech']['letters'];

export interface SpokenCall {
  readonly number: string;
  /** of the counter */
  readonly label: string;
}

const betweenLanguages = 350;
const betweenRepeats = 700;
const comma = 180;
const briefPause = 120;

const recorded = new Set(fragments);

/**
 * What is played for a call: the chime once, then each language, as often as the hall's policy says; of two languages `first` first.
 * A 零零一 号，请到 3 号窗口办理 / "Ticket A 0 0 1, please go to counter 3."
 */
export function announcement(
  call: SpokenCall,
  speech: HallPolicy['speech'],
  first: Locale = 'zh-CN',
): readonly Sentence[] {
  const languages = inOrder(speech, first);
  const sentences = [theChime];
  for (let round = 0; round < speech.times; round += 1)
    for (const [index, language] of languages.entries())
      sentences.push(sentenceIn(language, call, speech, index === 0 ? betweenRepeats : betweenLanguages));
  return sentences;
}

/** The same while others wait to be called: once, in `first` where the hall speaks it. */
export function briefAnnouncement(
  call: SpokenCall,
  speech: HallPolicy['speech'],
  first: Locale,
): readonly Sentence[] {
  const [language = first] = inOrder(speech, first);
  return [theChime, sentenceIn(language, call, speech, briefPause)];
}

const theChime: Sentence = { language: null, said: [chime], words: null };

export function otherLanguage(language: Locale): Locale {
  return language === 'en' ? 'zh-CN' : 'en';
}

function inOrder({ language }: HallPolicy['speech'], first: Locale): readonly Locale[] {
  return language === 'both' ? [first, otherLanguage(first)] : [language];
}

function sentenceIn(
  language: Locale,
  call: SpokenCall,
  { one, letters }: HallPolicy['speech'],
  pause: number,
): Sentence {
  const said = language === 'en' ? inEnglish(call, letters) : inChinese(call, one);
  const words = language === 'en' ? englishText(call, letters) : chineseText(call, one);
  return { language, said: recordedOf([pause, ...said]), words };
}

function recordedOf(said: readonly Utterance[]): readonly Utterance[] {
  return said.filter((each) => typeof each === 'number' || recorded.has(each));
}

const spokenDigits = '零一二三四五六七八九';

/** Digit by digit, as 叫号 does: a voice would read A012 as a number of twelve. */
function chineseText({ number, label }: SpokenCall, one: '一' | '幺'): string {
  const ticket = [...number].map((sign) =>
    sign === '1' ? one : /\d/.test(sign) ? (spokenDigits[Number(sign)] ?? sign) : ` ${sign} `,
  );
  return `${ticket.join('').trimStart()}号，请到${label}号窗口办理`;
}

function englishText({ number, label }: SpokenCall, letters: Letters): string {
  const signs = [...number].map((sign) => (letters === 'phrase' ? spelledAs(sign) : sign));
  return `Ticket ${signs.join(' ')}, please go to counter ${label}`;
}

function inChinese({ number, label }: SpokenCall, one: '一' | '幺'): readonly Utterance[] {
  const digitOne = one === '幺' ? 'yao' : '1';
  const ticket = [...number].map((character) => (character === '1' ? digitOne : character));
  const words = [...ticket, 'haoqingdao', ...chineseCount(label), 'haochuangkoubanli'];
  return words.map((word) => `zh-CN/${word}`);
}

function inEnglish({ number, label }: SpokenCall, letters: Letters): readonly Utterance[] {
  const ticket = [...number].map((sign) => (letters === 'phrase' && /[A-Z]/.test(sign) ? asIn(sign) : sign));
  const words = ['ticket', ...ticket, comma, 'please-go-to-counter', ...label];
  return words.map((word) => (typeof word === 'number' ? word : `en/${word}`));
}

/** Counters are counted, not spelled: 12 is 十二, 20 is 二十. Other labels sign by sign. */
function chineseCount(label: string): readonly string[] {
  if (!/^[1-9]\d?$/.test(label)) return [...label];
  const tens = Math.floor(Number(label) / 10);
  const ones = Number(label) % 10;
  return [...(tens > 1 ? [`${tens}`] : []), ...(tens > 0 ? ['10'] : []), ...(ones > 0 ? [`${ones}`] : [])];
}
