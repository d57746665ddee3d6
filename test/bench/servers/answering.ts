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

/** Says where it listens and answers what it is asked, until it is killed. */
export function answer(url: string, answers: Answers): void {
  const all: Answers = { memory: living, computed, ...answers };
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
