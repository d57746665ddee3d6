import { elapsed } from '../../clock.ts';
import { Unavailable } from '../unavailable.ts';

const waiting = new Map<string, Promise<unknown>>();

/** Whoever has not had their turn by then is told so, milliseconds: while nothing can be written, each before them takes its time. */
const turnWithin = 4000;

/**
 * Runs tasks of the same key one after another, so that a burst of attempts cannot all pass a check that only the first should. Throws
 * Unavailable for one whose turn comes too late.
 */
export async function serialise<T>(key: string, task: () => Promise<T>): Promise<T> {
  const since = elapsed();
  const inTime = async (): Promise<T> => {
    if (elapsed() - since > turnWithin) throw new Unavailable('too_busy');
    return task();
  };
  const before = waiting.get(key) ?? Promise.resolve();
  const run = before.then(inTime, inTime);
  const settled = run.catch(() => {});
  waiting.set(key, settled);
  try {
    return await run;
  } finally {
    if (waiting.get(key) === settled) waiting.delete(key);
  }
}
