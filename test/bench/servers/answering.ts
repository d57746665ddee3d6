import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

type Answers = Readonly<Record<string, (detail: never) => unknown>>;

/** The child's side of `startChild`: what it was started with. */
export function settingsOf<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T;
}

/** Bytes that live, after two collections. */
export async function living(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Microseconds that this process has computed, all its threads together. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Megabytes of the machine that the process holds, after two collections. */
async function resident(): Promise<number> {
  await living();
  return process.memoryUsage().rss / 1024 / 1024;
}

const delays = monitorEventLoopDelay({ resolution: 1 });
const pieces = createHistogram();
let endPieces = (): void => {};

/** Watches how late the loop comes to its timers, and what it computes between two of them, from now on. */
function watchLoop(): void {
  endPieces();
  endPieces = watchPieces();
  delays.reset();
  delays.enable();
}

/** What this thread computes, which others do not lengthen; where the system does not tell, nothing is known. */
function watchPieces(): () => void {
  const told = '/proc/thread-self/schedstat';
  pieces.reset();
  if (!existsSync(told)) return () => {};
  const file = openSync(told, 'r');
  const room = Buffer.alloc(64);
  const microseconds = (): number => {
    const text = room.toString('latin1', 0, readSync(file, room, 0, room.length, 0));
    return Number.parseInt(text, 10) / 1000;
  };
  let since = microseconds();
  const timer = setInterval(() => {
    const now = microseconds();
    pieces.record(Math.max(1, Math.round(now - since)));
    since = now;
  }, 1);
  return () => {
    clearInterval(timer);
    closeSync(file);
    endPieces = () => {};
  };
}

export interface LoopWatched {
  /** milliseconds late, and at most */
  readonly late: number;
  readonly latest: number;
  /** milliseconds of computing in one piece, and at most; NaN: the system does not tell */
  readonly piece: number;
  readonly longest: number;
}

/** What was watched since: at this share of all moments, and at most. */
function loopWatched(share: number): LoopWatched {
  delays.disable();
  endPieces();
  const known = pieces.count > 0;
  return {
    late: delays.percentile(share) / 1e6,
    latest: delays.max / 1e6,
    piece: known ? pieces.percentile(share) / 1e3 : Number.NaN,
    longest: known ? pieces.max / 1e3 : Number.NaN,
  };
}

/** Says where it listens and answers what it is asked, until it is killed. */
export function answer(url: string, answers: Answers): void {
  const all: Answers = { memory: living, resident, computed, watchLoop, loopWatched, ...answers };
  process.on('message', (message) => {
    const { number, question, detail } = message as { number: number; question: string; detail: never };
    Promise.resolve()
      .then(() => all[question]?.(detail))
      .then(
        (value) => process.send?.({ to: number, value: value ?? null }),
        (error: unknown) => process.send?.({ to: number, value: null, error: String(error) }),
      );
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ url });
}
