/**
 * Takes together whatever waits: while one batch is being written the next one collects. Under load a commit is shared by many
 * commands, alone a command waits for nobody. `run` answers one result for each command, in order.
 */
export class Batcher<Command, Result> {
  readonly #run: (commands: readonly Command[]) => Promise<readonly Result[]>;
  readonly #limit: number;
  #waiting: Entry<Command, Result>[] = [];
  #running = false;

  constructor(run: (commands: readonly Command[]) => Promise<readonly Result[]>, limit = 200) {
    this.#run = run;
    this.#limit = limit;
  }

  submit(command: Command): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ command, resolve, reject });
      if (!this.#running) void this.#drain();
    });
  }

  get backlog(): number {
    return this.#waiting.length;
  }

  async #drain(): Promise<void> {
    this.#running = true;
    // one turn of the loop, so that commands of requests that arrived together travel together
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, Math.min(this.#limit, share(this.#waiting.length)));
      await this.#carryOut(batch);
    }
    this.#running = false;
  }

  /** One bad command must not fail its neighbours: the batch was rolled back as a whole, so its halves are tried, in order. */
  async #carryOut(batch: readonly Entry<Command, Result>[]): Promise<void> {
    try {
      const results = await this.#run(batch.map(({ command }) => command));
      void answer(batch, results);
    } catch (error) {
      if (batch.length === 1 || error instanceof NotToBeRepeated) {
        for (const { reject } of batch) reject(error instanceof NotToBeRepeated ? error.cause : error);
        return;
      }
      const half = batch.length >> 1;
      await this.#carryOut(batch.slice(0, half));
      await this.#carryOut(batch.slice(half));
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

interface Entry<Command, Result> {
  readonly command: Command;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}
