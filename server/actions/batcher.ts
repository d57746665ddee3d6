import { elapsed } from '../clock.ts';
import { Unavailable, unavailableOf } from './unavailable.ts';

/** A batch that is being carried out. */
export interface Batch {
  /** its callers have been answered without it: what it has not committed it must not commit */
  readonly abandoned: boolean;
}

export interface BatchBounds {
  /** commands in one batch */
  readonly limit: number;
  /** commands that may wait; whoever comes then is told at once */
  readonly mostWaiting: number;
  /** milliseconds after which a command is answered with Unavailable, and the next batch begins whatever became of this one */
  readonly answerWithin: number;
}

const usual: BatchBounds = { limit: 200, mostWaiting: 4000, answerWithin: 9000 };

/**
 * Takes together whatever waits: while one batch is being written the next one collects. Under load a commit is shared by many
 * commands, alone a command waits for nobody. `run` answers one result for each command, in order. Nobody waits for ever (R1): the answer
 * comes within a bound, or is Unavailable.
 */
export class Batcher<Command, Result> {
  readonly #run: (commands: readonly Command[], batch: Batch) => Promise<readonly Result[]>;
  readonly #bounds: BatchBounds;
  #waiting: Entry<Command, Result>[] = [];
  #underWay: readonly Entry<Command, Result>[] = [];
  /** who want to know when the batch that is under way is done */
  #passing: (() => void)[] = [];
  #running = false;

  constructor(
    run: (commands: readonly Command[], batch: Batch) => Promise<readonly Result[]>,
    bounds: Partial<BatchBounds> = {},
  ) {
    this.#run = run;
    this.#bounds = { ...usual, ...bounds };
  }

  submit(command: Command): Promise<Result> {
    return new Promise((resolve, reject) => {
      const { mostWaiting, answerWithin } = this.#bounds;
      if (this.#waiting.length >= mostWaiting) {
        reject(new Unavailable('too_busy'));
        return;
      }
      this.#waiting.push(new Entry(command, resolve, reject, answerWithin));
      if (!this.#running) void this.#drain();
    });
  }

  get backlog(): number {
    return this.#waiting.length;
  }

  /** How long the command has waited that has waited longest, milliseconds; 0: nobody waits. */
  get oldestWait(): number {
    const oldest = [...this.#underWay, ...this.#waiting].find(({ open }) => open);
    return oldest === undefined ? 0 : elapsed() - oldest.since;
  }

  /** Comes back when the batch that is under way is done, at once when there is none: never, when it hangs. */
  passes(): Promise<void> {
    return this.#running ? new Promise((pass) => this.#passing.push(pass)) : Promise.resolve();
  }

  async #drain(): Promise<void> {
    this.#running = true;
    // one turn of the loop, so that commands of requests that arrived together travel together
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const { limit } = this.#bounds;
      const taken = this.#waiting.splice(0, Math.min(limit, share(this.#waiting.length)));
      const batch = taken.filter(({ open }) => open);
      if (batch.length > 0) await this.#withinBound(batch);
      for (const pass of this.#passing.splice(0)) pass();
    }
    this.#underWay = [];
    this.#running = false;
  }

  /** A batch that hangs is left behind: the next one has connections of its own. */
  async #withinBound(entries: readonly Entry<Command, Result>[]): Promise<void> {
    const batch = { abandoned: false };
    this.#underWay = entries;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((leave) => {
      timer = setTimeout(() => {
        batch.abandoned = true;
        for (const entry of entries) entry.reject(new Unavailable('not_answered'));
        leave();
      }, this.#bounds.answerWithin);
    });
    await Promise.race([this.#carryOut(entries, batch), late]);
    clearTimeout(timer);
  }

  /** One bad command must not fail its neighbours: the batch was rolled back as a whole, so its halves are tried, in order. */
  async #carryOut(entries: readonly Entry<Command, Result>[], batch: Batch): Promise<void> {
    try {
      const results = await this.#run(
        entries.map(({ command }) => command),
        batch,
      );
      void answer(entries, results);
    } catch (error) {
      const cause = error instanceof NotToBeRepeated ? error.cause : error;
      const outage = unavailableOf(cause);
      if (outage !== null || entries.length === 1 || error instanceof NotToBeRepeated) {
        for (const entry of entries) entry.reject(outage ?? cause);
        return;
      }
      const half = entries.length >> 1;
      await this.#carryOut(entries.slice(0, half), batch);
      await this.#carryOut(entries.slice(half), batch);
    }
  }
}

/** So many answers go out in one turn of the loop. */
const answeredTogether = 5;

/**
 * A few in each turn, while the next batch is already under way: answering all at once keeps the process busy for longer than the
 * database takes for a statement, and the database would wait.
 */
async function answer<Command, Result>(
  batch: readonly Entry<Command, Result>[],
  results: readonly Result[],
): Promise<void> {
  for (const [position, entry] of batch.entries()) {
    if (position > 0 && position % answeredTogether === 0)
      await new Promise((resolve) => setImmediate(resolve));
    entry.resolve(results[position] as Result);
  }
}

/**
 * A crowd is taken in two halves: while one is being written, the other's answers go out and its next requests come in. All at once would
 * have the database wait for the process and the process for the database, in turn.
 */
function share(waiting: number): number {
  return Math.max(25, Math.ceil(waiting / 2));
}

/** Nobody knows whether the commit was done (the connection broke while it was): doing it again might do it twice. */
export class NotToBeRepeated extends Error {
  constructor(cause: unknown) {
    super('the commit was not confirmed', { cause });
  }
}

/** A command and whoever waits for its answer, which comes once. */
class Entry<Command, Result> {
  readonly command: Command;
  readonly since = elapsed();
  /** not answered yet */
  open = true;
  readonly #answers: { resolve(result: Result): void; reject(error: unknown): void };
  readonly #timer: NodeJS.Timeout;

  constructor(
    command: Command,
    resolve: (result: Result) => void,
    reject: (error: unknown) => void,
    answerWithin: number,
  ) {
    this.command = command;
    this.#answers = { resolve, reject };
    this.#timer = setTimeout(() => this.reject(new Unavailable('not_answered')), answerWithin);
  }

  resolve(result: Result): void {
    if (this.#close()) this.#answers.resolve(result);
  }

  reject(error: unknown): void {
    if (this.#close()) this.#answers.reject(error);
  }

  #close(): boolean {
    const wasOpen = this.open;
    this.open = false;
    clearTimeout(this.#timer);
    return wasOpen;
  }
}
