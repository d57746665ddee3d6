import { parentPort } from 'node:worker_threads';

export interface Question {
  readonly text: string;
  /** is 1 when the answer has been sent */
  readonly answered: Int32Array;
}

// says at once what it was asked, and that it has
parentPort?.on('message', ({ text, answered }: Question) => {
  parentPort?.postMessage({ answer: text });
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
});
