import { nextToken } from './pdf-tokens.ts';

/** Objects that one stream can have: producers put a hundred or two into each. Where they begin is read in one piece. */
const mostObjects = 2000;
/** Bytes before the first of them. */
const longestHead = 32 * mostObjects;

interface Start {
  readonly offset: number;
  readonly number: string;
}

/**
 * Where the objects of a stream begin, as is written before the first of them (ISO 32000-1, 7.5.7). One that begins within a token, where this
 * reads a text and another reader finds an object, makes the stream crooked.
 */
export class ObjectStarts {
  /** in the order of their offsets */
  readonly #starts: readonly Start[];
  #next = 0;
  #passed = 0;
  #isCrooked: boolean;
  /** that were read to know them */
  readonly tokens: number;

  /** Offsets count from `first`, bytes. */
  constructor(bytes: Uint8Array, first: number) {
    const starts: Start[] = [];
    const words: string[] = [];
    const head = Math.min(first, longestHead);
    let tokens = 0;
    for (let token = nextToken(bytes, 0, head); token !== null; token = nextToken(bytes, token.end, head)) {
      tokens += 1;
      if (token.kind !== 'blank') words.push(token.value);
      const [number, offset] = words;
      if (number === undefined || offset === undefined) continue;
      words.length = 0;
      if (/^\d{1,10}$/.test(offset)) starts.push({ number, offset: first + Number(offset) });
    }
    this.tokens = tokens;
    this.#starts = starts.sort((a, b) => a.offset - b.offset);
    this.#isCrooked = first > longestHead || starts.length > mostObjects;
  }

  /** The numbers of the objects that begin with this token, which goes from `at` to `end`. */
  reach(at: number, end: number): readonly string[] {
    const numbers: string[] = [];
    for (let start = this.#starts[this.#next]; start !== undefined && start.offset <= at; ) {
      if (start.offset < this.#passed) this.#isCrooked = true;
      numbers.push(start.number);
      this.#next += 1;
      start = this.#starts[this.#next];
    }
    this.#passed = end;
    return numbers;
  }

  /** When all tokens have been read. */
  get isCrooked(): boolean {
    const next = this.#starts[this.#next];
    return this.#isCrooked || (next !== undefined && next.offset < this.#passed);
  }
}
