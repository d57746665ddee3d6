import { readFileSync } from 'node:fs';

/** Characters that stand on the same pages and come in one file; whoever opens one of these pages wants most of them. */
export interface CharacterGroup {
  readonly name: string;
  readonly characters: string;
}

/** Letters, figures and signs, and the name of the language that every English page offers as well. */
const plain = `${Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')}中文–—‘’“”…·×°©→←`;

/** what dates are written in, which no catalogue has, and the little that each page of booking has beside the words of the first group */
const everywhere = '年月日星期一二三四五六第共醒';

/** What the words of these files are written in, in the order in which a visitor meets them. */
const sources: readonly (readonly [name: string, catalogues: readonly string[], seeds: readonly string[]])[] =
  [
    [
      'offices',
      ['common', 'home', 'service', 'services', 'site', 'sites', 'hall', 'told'],
      ['cities', 'materials', 'questions', 'services', 'sites', 'notices', 'links'],
    ],
    ['booking', ['book', 'booking', 'find'], []],
    [
      'visit',
      [
        ...['manage', 'ticket', 'waitlist', 'agency', 'certificate', 'number', 'list'],
        ...['online', 'privacy', 'accessibility', 'error', 'refusal', 'refused'],
      ],
      [],
    ],
  ];

/** The characters of our own words. Those that somebody types later, as in the name of an office, are in none of them. */
export function fixedCharacters(): readonly CharacterGroup[] {
  const taken = new Set(plain);
  const groups = sources.map(([name, catalogues, seeds], index) => {
    const texts = [
      index === 0 ? everywhere : '',
      ...catalogues.map((one) => textOf(`../../locales/zh-CN/${one}.json`)),
      ...seeds.map((one) => textOf(`../../../seeds/${one}.ts`)),
    ];
    const own = [...new Set(texts.join(''))].filter((one) => isChinese(one) && !taken.has(one)).sort();
    for (const one of own) taken.add(one);
    return { name, characters: own.join('') };
  });
  return [{ name: 'plain', characters: plain }, ...groups];
}

/** characters and the punctuation between them, each as wide as the next */
function isChinese(character: string): boolean {
  return character >= '\u2e80';
}

function textOf(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
