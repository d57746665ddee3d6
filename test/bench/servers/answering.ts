import { monitorEventLoopDelay } from 'node:perf_hooks';

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

/** Watches how late the loop comes to its timers, from now on. */
function watchLoop(): void {
  delays.reset();
  delays.enable();
}

/** How late it came since: milliseconds at each of these shares of all moments, and at most. */
function loopDelays(shares: readonly number[]): readonly number[] {
  delays.disable();
  return [...shares.map((share) => delays.percentile(share)), delays.max].map((ns) => ns / 1_000_000);
}

/** Says where it listens and answers what it is asked, until it is killed. */
export function answer(url: string, answers: Answers): void {
  const all: Answers = { memory: living, resident, computed, watchLoop, loopDelays, ...answers };
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
