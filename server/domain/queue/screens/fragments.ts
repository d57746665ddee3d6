import type { Locale } from '../../catalogue/words.ts';
import type { HallPolicy } from '../hall/hall-policy.ts';

type Speech = Pick<HallPolicy['speech'], 'language' | 'letters'>;

export const chime = 'chime';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const digits = [...'0123456789'];

/** 号，请到 / 号窗口办理 / 幺 / 十 */
const chineseWords = ['haoqingdao', 'haochuangkoubanli', 'yao', '10'] as const;
const englishWords = ['ticket', 'please-go-to-counter'] as const;

/** Words that begin as their letters sound, none of them like another: B, D, E, P and T alone are one sound in a loud hall. */
const wordOf: Readonly<Record<string, string>> = {
  A: 'apple',
  B: 'Beijing',
  C: 'China',
  D: 'Dalian',
  E: 'east',
  F: 'family',
  G: 'garden',
  H: 'Hong Kong',
  I: 'India',
  J: 'jasmine',
  K: 'Kunming',
  L: 'Lanzhou',
  M: 'Macau',
  N: 'Nanjing',
  O: 'orange',
  P: 'panda',
  Q: 'queen',
  R: 'river',
  S: 'summer',
  T: 'Tianjin',
  U: 'umbrella',
  V: 'victory',
  W: 'Wuhan',
  X: 'X-ray',
  Y: 'yellow',
  Z: 'zebra',
};

/** "B as in Beijing"; what is no letter stays as it is. */
export function spelledAs(sign: string): string {
  const word = wordOf[sign];
  return word === undefined ? sign : `${sign} as in ${word}`;
}

/** The fragment of a capital letter as a phrase, without its folder. */
export function asIn(letter: string): string {
  return `as-in-${letter.toLowerCase()}`;
}

/** Every fragment that an announcement can need. */
export const fragments: readonly string[] = [
  chime,
  ...[...chineseWords, ...digits, ...letters].map((name) => `zh-CN/${name}`),
  ...[...englishWords, ...digits, ...letters, ...letters.map(asIn)].map((name) => `en/${name}`),
];

/** Those that a hall with these settings can need. */
export function fragmentsFor({ language, letters: how }: Speech): readonly string[] {
  const other = language === 'both' ? null : language === 'en' ? 'zh-CN/' : 'en/';
  const unused = how === 'phrase' ? /^en\/[A-Z]$/ : /^en\/as-in-/;
  return fragments.filter((name) => !unused.test(name) && (other === null || !name.startsWith(other)));
}

/** What a phrase was made of before it was one: branches have recordings of these. Numbers are pauses in milliseconds. */
export const madeOf: Readonly<Record<string, readonly (string | number)[]>> = {
  'zh-CN/haoqingdao': ['zh-CN/hao', 180, 'zh-CN/qing', 'zh-CN/dao'],
  'zh-CN/haochuangkoubanli': ['zh-CN/haochuangkou', 'zh-CN/banli'],
};

const chineseText: Readonly<Record<string, string>> = {
  haoqingdao: '号，请到',
  haochuangkoubanli: '号窗口办理',
  hao: '号',
  qing: '请',
  dao: '到',
  haochuangkou: '号窗口',
  banli: '办理',
  yao: '幺',
  '10': '十',
};
const englishDigits = 'zero one two three four five six seven eight nine'.split(' ');

/** What is to be read for a fragment, in its own language; null: the chime is no word. */
export function spokenAs(fragment: string): { readonly text: string; readonly lang: Locale } | null {
  const [lang, name] = fragment.split('/');
  if (name === undefined) return null;
  if (lang === 'en') {
    const letter = /^as-in-([a-z])$/.exec(name)?.[1];
    if (letter !== undefined) return { text: spelledAs(letter.toUpperCase()), lang };
    return { text: englishDigits[Number(name)] ?? name.replaceAll('-', ' '), lang };
  }
  const digit = /^\d$/.test(name) ? '零一二三四五六七八九'[Number(name)] : undefined;
  return { text: digit ?? chineseText[name] ?? name, lang: 'zh-CN' };
}
