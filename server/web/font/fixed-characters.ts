import { readFileSync } from 'node:fs';
import { blocksOf, sliceOf } from '../picture/font-slices.ts';

/** Characters that stand on the same pages and come in one file; whoever opens one of these pages wants most of them. */
export interface CharacterGroup {
  readonly name: string;
  readonly characters: string;
}

/** Letters, figures and signs, and the name of the language that every English page offers as well. */
const plain = `${Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')}中文–—‘’“”…·×°©→←`;

/** what dates and most names of firms are written in, which a booking shows, and 醒, which stands alone */
const dates = '年月日星期一二三四五六第共醒';
const firms = '有限责任公司股份集团分贸易进出口国际科技实业商物流供应链报关代理社会信用发展';

/** The texts that one kind of page is written in. */
interface Family {
  readonly name: string;
  readonly catalogues: readonly string[];
  readonly seeds: readonly string[];
}

/** what stands on pages of every kind: the frame, and the names of services, materials and offices */
const everywhere: Family = {
  name: 'everywhere',
  catalogues: ['common'],
  seeds: ['cities', 'materials', 'services', 'sites'],
};

const families: readonly Family[] = [
  {
    name: 'informing',
    catalogues: ['home', 'service', 'services', 'site', 'sites', 'hall', 'told'],
    seeds: ['questions', 'notices', 'links'],
  },
  { name: 'booking', catalogues: ['book', 'find'], seeds: [] },
  { name: 'booked', catalogues: ['manage', 'booking'], seeds: [] },
];

const others: Family = {
  name: 'others',
  catalogues: [
    ...['ticket', 'waitlist', 'agency', 'certificate', 'number', 'list'],
    ...['online', 'privacy', 'accessibility', 'error', 'refusal', 'refused'],
  ],
  seeds: [],
};

/**
 * The characters of our own words, in a file for each set of families that they stand in together, so that a page loads few that it has not.
 * Those that somebody types later, as in the name of an office, are in none of them.
 */
export function fixedCharacters(): readonly CharacterGroup[] {
  const groups = new Map<string, string[]>();
  const taken = new Set(plain);
  const put = (name: string, characters: Iterable<string>) => {
    for (const one of characters) {
      if (taken.has(one)) continue;
      taken.add(one);
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
  };
  put(everywhere.name, [...dates, ...firms, ...charactersOf(everywhere)]);
  const own = families.map((family) => ({ name: family.name, characters: charactersOf(family) }));
  for (const one of new Set(own.flatMap(({ characters }) => [...characters]))) {
    const at = own.filter(({ characters }) => characters.has(one));
    put(at.map(({ name }) => name).join('-'), [one]);
  }
  put(others.name, charactersOf(others));
  return [
    { name: 'plain', characters: plain },
    ...[...groups].map(([name, all]) => ({ name, characters: all.sort().join('') })),
  ];
}

/** where Chinese begins in Unicode */
const firstChinese = 0x2e80;

/** Characters that stand beside each other in Unicode, for names that have few which our own words have not; empty: the font has none of them. */
export function neighbours(block: number, size: number): string {
  const points = Array.from({ length: size }, (_, index) => block * size + index);
  const known = points.filter((point) => point >= firstChinese && point <= 0x3ffff);
  return known
    .map((point) => String.fromCodePoint(point))
    .filter((one) => sliceOf(one) !== null)
    .join('');
}

/** The blocks of so many neighbours of which the font has any. */
export function blocksOfChinese(size: number): readonly number[] {
  return blocksOf(size, firstChinese);
}

function charactersOf({ catalogues, seeds }: Family): ReadonlySet<string> {
  const texts = [
    ...catalogues.map((one) => textOf(`../../locales/zh-CN/${one}.json`)),
    ...seeds.map((one) => textOf(`../../../seeds/${one}.ts`)),
  ];
  return new Set([...texts.join('')].filter(isChinese));
}

/** characters and the punctuation between them, each as wide as the next */
function isChinese(character: string): boolean {
  return character >= '\u2e80';
}

function textOf(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
