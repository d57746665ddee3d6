import { Worker } from 'node:worker_threads';

/** What is asked of the thread: a new hash, or (`known`: not null) whether a password is that of a hash. */
interface Question {
  readonly password: string;
  readonly known: string | null;
  readonly parameters: HashParameters | null;
}

interface Answer {
  readonly id: number;
  readonly answer?: string | boolean;
  readonly failed?: string;
}

interface Waiting {
  readonly resolve: (answer: string | boolean) => void;
  readonly reject: (error: Error) => void;
}

let thread: Worker | null = null;
let asked = 0;
const waiting = new Map<number, Waiting>();

/** What argon2id costs (`memoryCost`: KiB); with a salt of its own it answers the hash alone, in hexadecimal. */
export interface HashParameters {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
  readonly salt?: Uint8Array;
}

/** Argon2id of a new password. */
export async function hashInThread(password: string, parameters: HashParameters): Promise<string> {
  return String(await ask({ password, known: null, parameters }));
}

/** Whether a password is that of a hash. Fails when it is the hash of nothing. */
export async function verifyInThread(known: string, password: string): Promise<boolean> {
  return (await ask({ password, known, parameters: null })) === true;
}

function ask(question: Question): Promise<string | boolean> {
  const worker = thread ?? begin();
  const id = ++asked;
  return new Promise<string | boolean>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    // a process waits for a hash, and for nothing else of this thread
    worker.ref();
    worker.postMessage({ id, ...question });
  });
}

function begin(): Worker {
  const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url), { execArgv: [] });
  thread = worker;
  worker.on('message', ({ id, answer, failed }: Answer) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (answer === undefined) asker?.reject(new Error(failed ?? 'no hash'));
    else asker?.resolve(answer);
  });
  const end = (error: Error): void => {
    if (thread !== worker) return;
    thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`the thread for hashes ended with ${code}`)));
  return worker;
}
