import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Noto Sans SC, which comes in about a hundred files, each with the characters of some ranges. */
export const fontPackage = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
);

/** One of the files: its name below the package, and what it has. */
interface Slice {
  readonly file: string;
  readonly ranges: readonly (readonly [number, number])[];
}

let known: readonly Slice[] | undefined;

/** The file that has a character; null: none has. */
export function sliceOf(character: string): string | null {
  known ??= readSlices();
  const point = character.codePointAt(0) ?? 0;
  const slice = known.find(({ ranges }) => ranges.some(([from, to]) => from <= point && point <= to));
  return slice?.file ?? null;
}

/** The numbers of the blocks of so many neighbours in Unicode of which it has any, from a character on. */
export function blocksOf(size: number, first: number): readonly number[] {
  known ??= readSlices();
  const blocks = new Set<number>();
  for (const [from, to] of known.flatMap(({ ranges }) => ranges)) {
    for (let block = Math.floor(Math.max(from, first) / size); block * size <= to; block += 1)
      blocks.add(block);
  }
  return [...blocks].sort((a, b) => a - b);
}

export function readSlice(file: string): Buffer {
  return readFileSync(join(fontPackage, 'files', file));
}

function readSlices(): readonly Slice[] {
  const text = readFileSync(join(fontPackage, 'unicode.json'), 'utf8');
  const byName = JSON.parse(text) as Readonly<Record<string, string>>;
  return Object.entries(byName).map(([name, ranges]) => ({
    file: `noto-sans-sc-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: ranges.split(',').map(rangeOf),
  }));
}

/** "U+4e00-4e1f" or "U+3002" */
function rangeOf(range: string): readonly [number, number] {
  const [from = '', to = from] = range.trim().slice(2).split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
