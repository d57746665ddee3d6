import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import { BesideLoop } from '../../actions/beside-loop.ts';
import { fontPackage } from '../picture/font-slices.ts';
import { blocksOfChinese, type CharacterGroup, fixedCharacters, neighbours } from './fixed-characters.ts';
import { isWholeFont } from './whole-font.ts';

/** A file with the characters of a group, under a name that changes with them. */
interface WordFont extends CharacterGroup {
  readonly file: string;
}

const kept = fileURLToPath(new URL('../../../var/fonts', import.meta.url));
const thread = new BesideLoop<string, Uint8Array>(new URL('./join-thread.ts', import.meta.url), {
  atOnce: 24,
  longest: 60_000,
  rests: 1000,
});
const made = new Map<string, Promise<Buffer>>();

/** the Chinese faces of machines, which win where somebody without scripts has one */
const ofMachines =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"';

let known: readonly WordFont[] | undefined;

const { version } = createRequire(import.meta.url)(join(fontPackage, 'package.json')) as { version: string };

/** How many neighbours one file has: eight where a script asks for what it sees, more where a stylesheet names them all. */
const sizes = { eight: 8, many: 32 } as const;

/** where neighbours are served, `*` for their number */
const addressOf = (kind: keyof typeof sizes) => `${kind}-*.${version}.woff2`;

function wordFonts(): readonly WordFont[] {
  known ??= fixedCharacters().map((group) => {
    const hash = createHash('sha256').update(`${version} ${group.characters}`).digest('hex').slice(0, 10);
    return { ...group, file: `words-${group.name}.${hash}.woff2` };
  });
  return known;
}

/** The faces of our own words, for machines without a Chinese font. What is in none of them comes by the slices of the whole font. */
export function wordFaces(): string {
  const faces = wordFonts().map(
    ({ file, characters }) =>
      `@font-face{font-family:"Chinese words";font-display:swap;font-weight:400;src:url(/assets/fonts/${file}) format("woff2");unicode-range:${rangesOf(characters)}}`,
  );
  // more exact than the rule of the slices, whichever of the two comes last
  const use = `html:root{--sans:${ofMachines}, "Chinese words", system-ui, "Noto Sans SC Variable", sans-serif;--eight:"/assets/fonts/${addressOf('eight')}"}`;
  return `${faces.join('\n')}\n${use}`;
}

/**
 * The faces of all other characters, for a page without a script on such a machine, before those of our own words, which win. Neighbours,
 * because the slices of the whole font are a list of single characters: its rules alone weigh five times as much.
 */
export function otherFaces(): string {
  const { many } = sizes;
  const rules = blocksOfChinese(many).map((block) => {
    const [from, to] = [block * many, block * many + many - 1].map((point) => point.toString(16));
    const file = addressOf('many').replace('*', block.toString(16));
    return `@font-face{font-family:"Chinese words";font-display:swap;font-weight:400;src:url(/assets/fonts/${file}) format("woff2");unicode-range:U+${from}-${to}}`;
  });
  return rules.join('\n');
}

/** Serves them; the first who wants one waits until it is made. */
export const serveWordFonts: RequestHandler = async (request, response, next) => {
  const name = request.path.slice(1);
  const font = wordFonts().find(({ file }) => file === name) ?? neighboursOf(name);
  if (font === null) return next();
  const body = await bytesOf(font);
  response.set({ 'Content-Type': 'font/woff2', 'Cache-Control': 'public, max-age=31536000, immutable' });
  response.send(body);
};

/** The file of neighbours that has this name. */
function neighboursOf(file: string): WordFont | null {
  const [, kind, number = ''] = /^(eight|many)-([0-9a-f]{2,5})\./.exec(file) ?? [];
  if ((kind !== 'eight' && kind !== 'many') || file !== addressOf(kind).replace('*', number)) return null;
  const characters = neighbours(Number.parseInt(number, 16), sizes[kind]);
  return characters === '' ? null : { name: number, characters, file };
}

/** Makes all that are not there from an earlier start, one after another. */
export async function makeWordFonts(): Promise<void> {
  for (const font of wordFonts()) await bytesOf(font);
}

function bytesOf(font: WordFont): Promise<Buffer> {
  const known = made.get(font.file);
  if (known !== undefined) return known;
  const bytes = keptOrMade(font);
  made.set(font.file, bytes);
  // the next who asks tries again
  bytes.catch(() => made.delete(font.file));
  return bytes;
}

async function keptOrMade({ file, characters }: WordFont): Promise<Buffer> {
  const place = join(kept, file);
  const there = await readFile(place).catch(() => null);
  if (there !== null && isWholeFont(there)) return there;
  const said = await thread.ask(characters);
  if (said.kind !== 'answer') throw new Error(`${file} could not be made: ${said.kind}`);
  const bytes = Buffer.from(said.answer);
  await keep(place, bytes).catch(() => undefined);
  return bytes;
}

/** Where nothing can be written it is made at each start. */
async function keep(place: string, bytes: Buffer): Promise<void> {
  await mkdir(kept, { recursive: true });
  const half = `${place}.${process.pid}`;
  await writeFile(half, bytes);
  await rename(half, place);
}

/** "U+3001-3002,U+4E00" */
function rangesOf(characters: string): string {
  const points = [...characters].map((one) => one.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const ranges: [from: number, to: number][] = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last !== undefined && point <= last[1] + 1) last[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (point: number) => point.toString(16);
  return ranges.map(([from, to]) => `U+${hex(from)}${to === from ? '' : `-${hex(to)}`}`).join(',');
}
