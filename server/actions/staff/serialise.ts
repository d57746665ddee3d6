const waiting = new Map<string, Promise<unknown>>();

/** Runs tasks of the same key one after another, so that a burst of attempts cannot all pass a check that only the first should. */
export async function serialise<T>(key: string, task: () => Promise<T>): Promise<T> {
  const before = waiting.get(key) ?? Promise.resolve();
  const run = before.then(task, task);
  const settled = run.catch(() => {});
  waiting.set(key, settled);
  try {
    return await run;
  } finally {
    if (waiting.get(key) === settled) waiting.delete(key);
  }
}
