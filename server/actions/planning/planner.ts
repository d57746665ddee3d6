import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type {
  AnswerTo,
  PlanningAnswer,
  PlanningQuestion,
} from '../../domain/queue/planning/planning-answer.ts';

export interface PlannerBounds {
  /** questions that are worked on or wait at once */
  readonly atOnce: number;
  /** milliseconds from the question to its answer, waiting for others included */
  readonly longest: number;
}

const usual: PlannerBounds = { atOnce: 4, longest: 12_000 };

interface Asked {
  readonly question: PlanningQuestion;
  readonly answer: (outcome: Outcome<PlanningAnswer>) => void;
  readonly fail: (error: Error) => void;
  timer?: NodeJS.Timeout;
}

type FromThread = { readonly answer: PlanningAnswer } | { readonly failed: string };

/** `run.mjs` runs the sources or joins them, whatever runs this: a thread begins in the same way in earnest, for development and in tests. */
const runner = new URL('../../run.mjs', import.meta.url);
const entry = fileURLToPath(new URL('./planning-thread.ts', import.meta.url));

/**
 * Answers questions of planning, one at a time, in a thread beside the loop that serves. The thread begins with the first question. More
 * questions than it is meant for at once are refused with planner_busy, and one that takes too long with planner_too_long.
 */
export class Planner {
  readonly #bounds: PlannerBounds;
  readonly #waiting: Asked[] = [];
  #thread: Worker | null = null;
  #closed = false;

  constructor(bounds: PlannerBounds = usual) {
    this.#bounds = bounds;
  }

  ask<Question extends PlanningQuestion>(question: Question): Promise<Outcome<AnswerTo<Question>>> {
    if (this.#closed || this.#waiting.length >= this.#bounds.atOnce)
      return Promise.resolve(refuse('planner_busy'));
    return new Promise<Outcome<PlanningAnswer>>((answer, fail) => {
      const asked: Asked = { question, answer, fail };
      asked.timer = setTimeout(() => this.#giveUp(asked), this.#bounds.longest);
      this.#waiting.push(asked);
      if (this.#waiting.length === 1) this.#next();
    }) as Promise<Outcome<AnswerTo<Question>>>;
  }

  /** Ends the thread; whoever waits is told that it is busy. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const asked of this.#waiting.splice(0)) settle(asked, () => asked.answer(refuse('planner_busy')));
    await this.#endThread();
  }

  #next(): void {
    const [asked] = this.#waiting;
    if (asked === undefined) return;
    this.#thread ??= this.#begin();
    this.#thread.postMessage(asked.question);
  }

  #begin(): Worker {
    const thread = new Worker(runner, { argv: [entry], execArgv: [], env: process.env });
    // a process that is asked to end does not wait for it
    thread.unref();
    thread.on('message', (said: FromThread) => {
      const asked = this.#waiting.shift();
      if (asked !== undefined)
        settle(asked, () =>
          'answer' in said ? asked.answer(accept(said.answer)) : asked.fail(new Error(said.failed)),
        );
      this.#next();
    });
    const ended = (error: Error): void => {
      if (this.#thread !== thread) return;
      this.#thread = null;
      const asked = this.#waiting.shift();
      if (asked !== undefined) settle(asked, () => asked.fail(error));
      this.#next();
    };
    thread.on('error', ended);
    thread.on('exit', (code) => ended(new Error(`the planner's thread ended with ${code}`)));
    return thread;
  }

  /** What is under way cannot be asked to stop: its thread is ended, and the next question has a new one. */
  #giveUp(asked: Asked): void {
    const place = this.#waiting.indexOf(asked);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    settle(asked, () => asked.answer(refuse('planner_too_long')));
    if (place > 0) return;
    void this.#endThread();
    this.#next();
  }

  async #endThread(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }
}

function settle({ timer }: Asked, how: () => void): void {
  clearTimeout(timer);
  how();
}
