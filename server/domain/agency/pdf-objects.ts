import type { ObjectStarts } from './object-starts.ts';
import type { PdfToken } from './pdf-tokens.ts';

/**
 * Why a PDF is not taken: it runs scripts, does something by itself, carries files, a form made of XML or media; it is locked, so that nobody can
 * look; or it hides objects from whoever reads it from beginning to end.
 */
export type ActivePart = 'script' | 'action' | 'attachment' | 'form' | 'media' | 'locked' | 'hidden';

/** Names that nothing harmless has (ISO 32000-2, tables 29, 31, 171, 201 and 8.6 of the XFA specification). */
const parts: Readonly<Record<string, ActivePart>> = {
  JavaScript: 'script',
  JS: 'script',
  // of a drawing in space
  OnInstantiate: 'script',
  Launch: 'action',
  SubmitForm: 'action',
  ImportData: 'action',
  // both open another file, which may lie on a stranger's machine
  GoToE: 'action',
  GoToR: 'action',
  AA: 'action',
  EmbeddedFile: 'attachment',
  EmbeddedFiles: 'attachment',
  FileAttachment: 'attachment',
  // what a file is described with, wherever that stands
  EF: 'attachment',
  XFA: 'form',
  RichMedia: 'media',
  Rendition: 'media',
  Movie: 'media',
  Sound: 'media',
  U3D: 'media',
  PRC: 'media',
  Encrypt: 'locked',
};

/** What the dictionary of a stream can say of it that matters here. */
const ofStreams = new Set(['ObjStm', 'First', 'N', 'FlateDecode', 'Fl', 'DecodeParms', 'DP', 'Crypt', 'F']);
for (const filter of ['ASCIIHexDecode', 'AHx', 'ASCII85Decode', 'A85', 'LZWDecode', 'LZW'])
  ofStreams.add(filter);
for (const filter of ['RunLengthDecode', 'RL']) ofStreams.add(filter);
/** Object streams may be squeezed in this way alone: every producer does, and nothing else is looked into. */
const plain = new Set(['FlateDecode', 'Fl']);
const about = new Set(['ObjStm', 'First', 'N']);

/** What an object does when the document opens: shows a place in it, or something else. */
type Opening = 'view' | 'act';

/** What stands behind /OpenAction, until it is clear what it is. */
interface Following {
  tokens: number;
  first: string;
  /** the next token says what kind of action it is */
  kindIsNext: boolean;
}

/** Collects from tokens, in their order, what a PDF says of itself. What it keeps of each object is bounded, however long that goes on. */
export class PdfObjects {
  /** of the object that is being read, as far as they matter */
  readonly #names = new Set<string>();
  readonly #numbers = new Map<string, number>();
  #found: ActivePart | null = null;
  #last: string[] = [];
  #number: string | null = null;
  #begun = false;
  /** of the object that is being read */
  #opening: Opening | null = null;
  /** what each object does when it is opened; one that is written twice does what the worse of both does */
  readonly #openings = new Map<string, Opening>();
  readonly #opened = new Set<string>();
  #action: Following | null = null;
  #starts: ObjectStarts | null = null;

  take({ kind, value, at, end }: PdfToken): void {
    if (kind === 'blank') return;
    if (kind === 'endless') this.#found ??= 'hidden';
    for (const number of this.#starts?.reach(at, end) ?? []) this.#begin(number);
    if (kind === 'text') this.#note('()');
    else if (kind === 'word' && value === 'obj') this.#begin(this.#last.at(-2) ?? '');
    else if (kind === 'name') {
      if (ofStreams.has(value)) this.#names.add(value);
      this.#found ??= parts[value] ?? null;
      this.#note(`/${value}`);
    } else this.#note(value);
  }

  /** The tokens that follow are those of a stream of objects, which begin there. */
  beginStream(starts: ObjectStarts): void {
    this.#starts = starts;
  }

  adopt(within: PdfObjects): void {
    within.#settle();
    this.#found ??= within.#found ?? (within.#starts?.isCrooked === true ? 'hidden' : null);
    for (const [number, opening] of within.#openings) this.#keep(number, opening);
    for (const number of within.#opened) this.#opened.add(number);
  }

  get isInDictionary(): boolean {
    return this.#last.at(-2) === '>>';
  }

  get isObjectStream(): boolean {
    return this.#names.has('ObjStm') || (this.#names.has('First') && this.#names.has('N'));
  }

  /** Whether the stream is squeezed in the one way that can be looked into. */
  get isSqueezed(): boolean {
    return [...this.#names].some((name) => plain.has(name));
  }

  /** Whether it is squeezed, or kept, in any other way as well. */
  get isStrange(): boolean {
    return [...this.#names].some((name) => !plain.has(name) && !about.has(name));
  }

  /** Bytes of the stream as its dictionary says it by itself; null: it is said elsewhere. */
  get length(): number | null {
    return this.#numbers.get('Length') ?? null;
  }

  /** Where the first object of a stream of objects begins. */
  get first(): number {
    return this.#numbers.get('First') ?? 0;
  }

  /** The first thing that is active; null: nothing is. */
  found(): ActivePart | null {
    this.#settle();
    if (this.#found !== null) return this.#found;
    for (const number of this.#opened)
      if (number === '' || this.#openings.get(number) !== 'view') return 'action';
    return null;
  }

  #begin(number: string): void {
    this.#settle();
    this.#names.clear();
    this.#numbers.clear();
    this.#number = number;
    this.#begun = false;
    this.#last = [];
  }

  #note(token: string): void {
    const [before, name] = [this.#last.at(-1), this.#last.at(-2)];
    if (token === 'R' && name?.startsWith('/') === false) {
      // "/Length 5 0 R": it is said elsewhere
      const key = this.#last.at(-3);
      if (key?.startsWith('/')) this.#numbers.delete(key.slice(1));
    } else if ((before === '/Length' || before === '/First') && /^\d{1,10}$/.test(token))
      this.#numbers.set(before.slice(1), Number(token));
    if (!this.#begun && this.#number !== null) {
      this.#begun = true;
      this.#opening = token === '[' ? 'view' : 'act';
    }
    // an action that goes to a place in the document does no more than an array that names it
    if (before === '/S' && token === '/GoTo' && this.#opening !== null) this.#opening = 'view';
    this.#follow(token);
    this.#last = [...this.#last.slice(-3), token];
  }

  /** What stands behind /OpenAction: a place (an array), an action, or a reference to either. */
  #follow(token: string): void {
    const action = this.#action;
    if (action === null) {
      if (token === '/OpenAction') this.#action = { tokens: 0, first: '', kindIsNext: false };
      return;
    }
    action.tokens += 1;
    if (action.tokens === 1) action.first = token;
    if (action.first === '[') this.#action = null;
    else if (action.tokens === 3 && token === 'R') this.#decide(action.first);
    else if (action.first === '<<') {
      if (action.kindIsNext && token === '/GoTo') this.#action = null;
      else if (action.kindIsNext || token === '>>') this.#decide('');
      else action.kindIsNext = token === '/S';
    } else if (action.tokens >= 3) this.#decide('');
  }

  #decide(number: string): void {
    this.#opened.add(number);
    this.#action = null;
  }

  /** The object that was being read is over. */
  #settle(): void {
    if (this.#number !== null && this.#opening !== null) this.#keep(this.#number, this.#opening);
    this.#opening = null;
  }

  #keep(number: string, opening: Opening): void {
    if (this.#openings.get(number) !== 'act') this.#openings.set(number, opening);
  }
}
