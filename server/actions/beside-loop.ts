import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface ThreadBounds {
  /** questions that are worked on or wait at once */
  readonly atOnce: number;
  /** milliseconds from the question to its answer, waiting for others included */
  readonly longest: number;
  /** milliseconds after which a thread that nobody asks ends, and its memory is the machine's again; default: a minute */
  readonly rests?: number;
}

const usualRest = 60_000;

export type FromLoop<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** too many ask at once, or it is closed */
  | { readonly kind: 'busy' }
  | { readonly kind: 'too long' };

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly answer: (said: FromLoop<Answer>) => void;
  readonly fail: (error: Error) => void;
  timer?: NodeJS.Timeout;
}

type FromThread<Answer> = { readonly answer: Answer } | { readonly failed: string };

/** `run.mjs` runs the sources or joins them, whatever runs this: a thread begins in the same way in earnest, for development and in tests. */
const runner = new URL('../run.mjs', import.meta.url);

/**
 * Answers questions, one at a time, in a thread beside the loop that serves. `entry` is what runs there (`answer-questions.ts`). The thread
 * begins when it is told to, or with the first question; one that takes too long is given up.
 */
export class BesideLoop<Question, Answer> {
  readonly #entry: URL;
  readonly #bounds: ThreadBounds;
  readonly #waiting: Asked<Question, Answer>[] = [];
  #thread: Worker | null = null;
  /** what the thread has been asked and has not answered */
  #underWay: Asked<Question, Answer> | null = null;
  #rest: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(entry: URL, bounds: ThreadBounds) {
    this.#entry = entry;
    this.#bounds = bounds;
  }

  /** The thread begins now, if it has not: to load what it runs takes longer than most answers. */
  begin(): void {
    if (this.#closed) return;
    this.#thread ??= this.#startThread();
    if (this.#waiting.length === 0) this.#endWhenRested();
  }

  /** Fails with what went wrong in the thread. */
  ask(question: Question): Promise<FromLoop<Answer>> {
    if (this.#closed || this.#waiting.length >= this.#bounds.atOnce) return Promise.resolve({ kind: 'busy' });
    return new Promise((answer, fail) => {
      const asked: Asked<Question, Answer> = { question, answer, fail };
      asked.timer = setTimeout(() => this.#giveUp(asked), this.#bounds.longest);
      this.#waiting.push(asked);
      if (this.#waiting.length === 1) this.#next();
    });
  }

  /** Ends the thread; whoever waits is told that it is busy. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const asked of this.#waiting.splice(0)) settle(asked, () => asked.answer({ kind: 'busy' }));
    await this.#endThread();
  }

  #next(): void {
    const [asked] = this.#waiting;
    if (asked === undefined) {
      this.#endWhenRested();
      return;
    }
    if (asked === this.#underWay) return;
    clearTimeout(this.#rest);
    this.#underWay = asked;
    this.#thread ??= this.#startThread();
    this.#thread.postMessage(asked.question);
  }

  #startThread(): Worker {
    const thread = new Worker(runner, { argv: [fileURLToPath(this.#entry)], execArgv: [], env: process.env });
    thread.on('message', (said: FromThread<Answer>) => {
      // what comes from one that was given up answers a question that nobody asks any more
      if (this.#thread !== thread) return;
      const asked = this.#waiting.shift();
      if (asked !== undefined)
        settle(asked, () =>
          'answer' in said
            ? asked.answer({ kind: 'answer', answer: said.answer })
            : asked.fail(new Error(said.failed)),
        );
      this.#next();
    });
    const ended = (error: Error): void => {
      if (this.#thread !== thread) return;
      this.#thread = null;
      this.#underWay = null;
      const asked = this.#waiting.shift();
      if (asked !== undefined) settle(asked, () => asked.fail(error));
      this.#next();
    };
    thread.on('error', ended);
    thread.on('exit', (code) => ended(new Error(`a thread beside the loop ended with ${code}`)));
    // a process with nothing else to do ends without it. Last: to listen to its messages keeps the process again
    thread.unref();
    return thread;
  }

  /** What is under way cannot be asked to stop: its thread is ended, and the next question has a new one. */
  #giveUp(asked: Asked<Question, Answer>): void {
    const place = this.#waiting.indexOf(asked);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    settle(asked, () => asked.answer({ kind: 'too long' }));
    if (place > 0) return;
    void this.#endThread();
    // those that were asked at the same time are given up at the same time: no thread begins for each
    setImmediate(() => this.#next());
  }

  #endWhenRested(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#endThread(), this.#bounds.rests ?? usualRest);
    this.#rest.unref();
  }

  async #endThread(): Promise<void> {
    clearTimeout(this.#rest);
    const thread = this.#thread;
    this.#thread = null;
    this.#underWay = null;
    await thread?.terminate();
  }
}

function settle({ timer }: { readonly timer?: NodeJS.Timeout }, how: () => void): void {
  clearTimeout(timer);
  how();
}
