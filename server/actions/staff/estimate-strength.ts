import { Worker } from 'node:worker_threads';
import { minute } from '../../domain/calendar/durations.ts';
import { officeWords, type Strength } from '../../domain/staff/password-strength.ts';
import { Unavailable } from '../unavailable.ts';

interface Estimate extends Strength {
  readonly id: number;
}

/** Milliseconds. */
const answersWithin = 10_000;

let thread: Worker | null = null;
let asked = 0;
let rest: NodeJS.Timeout | undefined;
const waiting = new Map<number, (answer: Estimate | null) => void>();

/**
 * How hard a password is to guess for somebody who knows `inputs`, such as the name of the account. Asked of a thread that is there only while it
 * is needed. Throws Unavailable when it does not answer.
 */
export async function estimateStrength(password: string, inputs: readonly string[]): Promise<Strength> {
  const worker = thread ?? begin();
  const id = ++asked;
  const answer = await new Promise<Estimate | null>((resolve) => {
    const late = setTimeout(() => resolve(null), answersWithin);
    waiting.set(id, (estimate) => {
      clearTimeout(late);
      resolve(estimate);
    });
    // what is longer is not easier to guess
    worker.postMessage({ id, password: password.slice(0, 64), inputs });
  }).finally(() => waiting.delete(id));
  if (answer === null) throw new Unavailable('too_busy');
  return answer;
}

function begin(): Worker {
  const worker = new Worker(new URL('./strength-worker.mjs', import.meta.url), {
    workerData: { words: officeWords },
    execArgv: [],
  });
  thread = worker;
  const end = (): void => {
    if (thread === worker) thread = null;
    for (const tell of waiting.values()) tell(null);
  };
  worker.on('error', end);
  worker.on('exit', end);
  worker.on('message', (estimate: Estimate) => {
    waiting.get(estimate.id)?.(estimate);
    clearTimeout(rest);
    rest = setTimeout(() => void worker.terminate(), minute).unref();
  });
  // last: to listen to its messages keeps the process again
  worker.unref();
  return worker;
}
