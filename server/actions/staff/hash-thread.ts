import { Worker } from 'node:worker_threads';

/** What is asked of a thread: a new hash, or (`known`: not null) whether a password is that of a hash. */
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

/** What argon2id costs (`memoryCost`: KiB); with a salt of its own it answers the hash alone, in hexadecimal. */
export interface HashParameters {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
  readonly salt?: Uint8Array;
}

/** Milliseconds after which a machine has nothing to spare: ten times what a hash takes on one that has. */
const patience = 500;

/** A thread that hashes; `idle`: only where nobody else wants the core. */
class HashThread {
  readonly #idle: boolean;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #asked = 0;

  constructor(idle: boolean) {
    this.#idle = idle;
  }

  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Nobody waits any more for what was asked last; it is worked out all the same. */
  letGo(): void {
    this.#worker?.unref();
  }

  ask(question: Question): Promise<string | boolean> {
    const worker = this.#worker ?? this.#begin();
    const id = ++this.#asked;
    return new Promise<string | boolean>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // a process waits for a hash, and for nothing else of this thread
      worker.ref();
      worker.postMessage({ id, ...question });
    });
  }

  #begin(): Worker {
    const workerData = { idle: this.#idle };
    const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url), { execArgv: [], workerData });
    this.#worker = worker;
    worker.on('message', ({ id, answer, failed }: Answer) => {
      const asker = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (!this.busy) worker.unref();
      if (answer === undefined) asker?.reject(new Error(failed ?? 'no hash'));
      else asker?.resolve(answer);
    });
    const end = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`the thread for hashes ended with ${code}`)));
    return worker;
  }
}

const whenIdle = new HashThread(true);
const gently = new HashThread(false);

/** Argon2id of a new password. */
export async function hashInThread(password: string, parameters: HashParameters): Promise<string> {
  return String(await ask({ password, known: null, parameters }));
}

/** Whether a password is that of a hash. Fails when it is the hash of nothing. */
export async function verifyInThread(known: string, password: string): Promise<boolean> {
  return (await ask({ password, known, parameters: null })) === true;
}

/** Where nothing is idle for a while, a thread that steps back, but gets its share, does it as well: whoever is first answers. */
async function ask(question: Question): Promise<string | boolean> {
  if (whenIdle.busy) return gently.ask(question);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  const first = whenIdle.ask(question);
  try {
    return await Promise.race([first, late.then(() => gently.ask(question))]);
  } finally {
    clearTimeout(timer);
    whenIdle.letGo();
    // the other thread may have answered before this one fails
    first.catch(() => undefined);
  }
}
