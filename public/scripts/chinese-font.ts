/**
 * Loads Noto Sans SC where the machine has no Chinese font, which a phone always has: then not a byte of it is asked for. Runs before
 * anything is drawn. Until the letters are there nothing is shown, since it would be boxes, which move when the letters come.
 */

const patience = 3000;
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

/** Whether a text has a Chinese character that the files of our own words have not. */
function isBeyond(text: string): boolean {
  const ours = [...document.fonts].filter(
    ({ family, status }) => /Chinese words/.test(family) && status !== 'error',
  );
  const ranges = ours.flatMap(({ unicodeRange }) => unicodeRange.split(',').map(rangeOf));
  return [...new Set(text)].some((one) => {
    const point = one.codePointAt(0) ?? 0;
    return point >= 0x2e80 && !ranges.some(([from, to]) => from <= point && point <= to);
  });
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
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ target }) => isBeyond(target.textContent ?? ''))) load();
  });
  const type = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      if (isBeyond(target.value)) load();
  };
  const load = () => {
    observer.disconnect();
    document.removeEventListener('input', type);
    void sheet('chinese-font');
  };
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  document.addEventListener('input', type);
}

async function letter(): Promise<void> {
  await Promise.all([sheet('chinese-words'), parsed()]);
  await faces();
  if (!isBeyond(written())) return watch();
  await sheet('chinese-font');
  await faces();
}

const [first, second] = [drawn('港'), drawn('卡')];
// two different characters that look the same are two boxes
if (first !== null && first === second) {
  root.classList.add(unlettered);
  const late = new Promise<void>((done) => setTimeout(done, patience));
  void Promise.race([letter(), late]).then(() => root.classList.remove(unlettered));
}

export {};
