interface Line<Result> {
  /** has not begun: whoever asks now may still join */
  next: Promise<Result> | null;
  running: Promise<Result> | null;
}

/**
 * Reads that several ask for at the same moment are done once. Whoever asks while one is under way waits for the next: nobody is answered
 * with what was read before they asked.
 */
export class SharedReads<Result> {
  readonly #lines = new Map<string, Line<Result>>();

  /** `key` tells what is read: equal keys must mean equal reads. */
  ask(key: string, read: () => Promise<Result>): Promise<Result> {
    const line: Line<Result> = this.#lines.get(key) ?? { next: null, running: null };
    this.#lines.set(key, line);
    if (line.next !== null) return line.next;
    // one turn of the loop, so that requests that arrived together are answered together
    const before = line.running?.then(nothing, nothing) ?? new Promise<void>((go) => setImmediate(go));
    const mine: Promise<Result> = before.then(() => {
      line.next = null;
      line.running = mine;
      return read();
    });
    line.next = mine;
    const end = (): void => {
      if (line.running !== mine) return;
      line.running = null;
      if (line.next === null) this.#lines.delete(key);
    };
    mine.then(end, end);
    return mine;
  }
}

function nothing(): void {}
