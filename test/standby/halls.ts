import { setTimeout as pause } from 'node:timers/promises';
import { type HallProcess, startProcess } from '../support/hall-process.ts';

/** Processes of the hall, kept up as systemd keeps them: one that ends is started again after a second, and is written down. */
export class Halls {
  /** how those ended that should not have */
  readonly ended: string[] = [];
  readonly #databaseUrl: string;
  readonly #clockStart: string;
  readonly #processes: HallProcess[] = [];
  #open = true;

  constructor(options: { databaseUrl: string; clockStart: string }) {
    this.#databaseUrl = options.databaseUrl;
    this.#clockStart = options.clockStart;
  }

  get urls(): readonly string[] {
    return this.#processes.map(({ url }) => url);
  }

  async start(count: number): Promise<void> {
    for (let place = 0; place < count; place += 1) await this.#keep(place);
  }

  /** What they have logged as errors, each once. */
  errors(): string[] {
    const lines = this.#processes.flatMap((each) => each.output().split('\n'));
    const said = lines.flatMap((line) => /"level":(?:50|60),.*/.exec(line)?.[0] ?? []);
    return [...new Set(said.map((line) => line.replace(/"(?:time|pid|request)":[^,}]+,?/g, '')))];
  }

  async close(): Promise<void> {
    this.#open = false;
    await Promise.all(this.#processes.map((each) => each.end('SIGKILL')));
  }

  async #keep(place: number): Promise<void> {
    const started = await startProcess({ databaseUrl: this.#databaseUrl, clockStart: this.#clockStart });
    this.#processes[place] = started;
    void started.exit.then(async ({ code, signal }) => {
      if (!this.#open) return;
      this.ended.push(`${code ?? signal}: ${started.output().trim().split('\n').slice(-12).join('\n')}`);
      while (this.#open) {
        await pause(1000);
        try {
          return await this.#keep(place);
        } catch (error) {
          this.ended.push(`did not start: ${String(error).slice(0, 500)}`);
        }
      }
    });
  }
}
