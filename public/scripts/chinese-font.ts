/**
 * Loads Noto Sans SC where the machine has no Chinese font, which a phone always has: then not a byte of it is asked for. Runs before
 * anything is drawn. Until the letters are there nothing is shown, since it would be boxes, which move when the letters come.
 */
import { cleanCopies } from './copied-text.ts';

const patience = 3000;
/** how many files of eight characters are lighter than the slices */
const most = 16;
const everything = -1;
const asked = new Set<number>();
const unlettered = 'unlettered';
const root = document.documentElement;

/** Pixels of one character; a character that no font has is drawn as a box. */
function drawn(character: string): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 32;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.font = `24px ${getComputedStyle(root).getPropertyValue('--sans')}`;
  pen.fillText(character, 2, 26);
  return canvas.toDataURL();
}

/** A stylesheet that the head names, loaded. */
function sheet(name: string): Promise<void> {
  const { content } = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`) ?? {};
  if (content === undefined || document.querySelector(`link[href="${content}"]`)) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = content;
  return new Promise((done) => {
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}

/** The page's end is there. */
function parsed(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((done) => document.addEventListener('DOMContentLoaded', () => done(), { once: true }));
}

/** What the page is written in has come, or has failed to. */
async function faces(): Promise<void> {
  // only what is laid out is asked for
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}

/** The Chinese characters of a text that the files of our own words have not. */
function beyond(text: string): readonly number[] {
  const ours = [...document.fonts].filter(
    ({ family, status }) => /Chinese words/.test(family) && status !== 'error',
  );
  const ranges = ours.flatMap(({ unicodeRange }) => unicodeRange.split(',').map(rangeOf));
  const points = [...new Set(text)].map((one) => one.codePointAt(0) ?? 0);
  return points.filter(
    (point) => point >= 0x2e80 && !ranges.some(([from, to]) => from <= point && point <= to),
  );
}

/** The slices of the whole font, whatever they weigh. */
function all(): Promise<void> {
  asked.add(everything);
  return sheet('chinese-font');
}

/** Those by eights, which stand beside each other, while they are few; else, or if one has not come, by the slices of the whole font. */
async function add(points: readonly number[]): Promise<void> {
  const blocks = [...new Set(points.map((point) => point >> 3))].sort((a, b) => a - b);
  const address = getComputedStyle(root).getPropertyValue('--eight').trim().slice(1, -1);
  const wanted = blocks.filter((block) => !asked.has(block));
  if (wanted.length === 0 || asked.has(everything)) return;
  if (address === '' || wanted.length > most) return all();
  const added = wanted.map((block) => {
    asked.add(block);
    const hex = block.toString(16);
    const unicodeRange = `U+${(block * 8).toString(16)}-${(block * 8 + 7).toString(16)}`;
    return new FontFace('Chinese words', `url(${address.replace('*', hex)})`, {
      unicodeRange,
      weight: '400',
    });
  });
  for (const face of added) document.fonts.add(face);
  await Promise.all(added.map((face) => face.load())).catch(all);
}

/** "U+4E00-4E1F" or "U+3002" */
function rangeOf(range: string): readonly [number, number] {
  const [from = '', to = from] = range.trim().slice(2).split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

/** What is written on the page, and in its fields. */
function written(): string {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  return [document.body.textContent, ...[...fields].map(({ value }) => value)].join('');
}

/** Words that come later, as on a screen of the hall or from a keyboard, may be written in others. */
function watch(): void {
  new MutationObserver((changes) => {
    void add(beyond(changes.map(({ target }) => target.textContent).join('')));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      void add(beyond(target.value));
  });
}

async function letter(): Promise<void> {
  await Promise.all([sheet('chinese-words'), parsed()]);
  await faces();
  await add(beyond(written()));
  await faces();
  watch();
}

const [first, second] = [drawn('港'), drawn('卡')];
// two different characters that look the same are two boxes
if (first !== null && first === second) {
  root.classList.add(unlettered);
  const late = new Promise<void>((done) => setTimeout(done, patience));
  void Promise.race([letter(), late]).then(() => root.classList.remove(unlettered));
}

cleanCopies();
