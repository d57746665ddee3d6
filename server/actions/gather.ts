/**
 * Takes together whatever waits: while one batch is being written the next one collects. Under load a commit is shared by many
 * commands, alone a command waits for nobody. `run` answers one result for each command, in order.
 */
export class Gatherer<Command, Result> {
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
      const batch = this.#waiting.splice(0, this.#limit);
      try {
        const results = await this.#run(batch.map(({ command }) => command));
        batch.forEach((entry, position) => {
          entry.resolve(results[position] as Result);
        });
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error);
        else await this.#oneByOne(batch);
      }
    }
    this.#running = false;
  }

  /** One bad command must not fail its neighbours: the batch was rolled back as a whole, so each is tried alone. */
  async #oneByOne(batch: readonly Entry<Command, Result>[]): Promise<void> {
    for (const { command, resolve, reject } of batch) {
      try {
        const [result] = await this.#run([command]);
        resolve(result as Result);
      } catch (error) {
        reject(error);
      }
    }
  }
}

interface Entry<Command, Result> {
  readonly command: Command;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}
