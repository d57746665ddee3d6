import type { System } from '../actions/system.ts';
import { elapsed } from '../clock.ts';
import type { JobRun } from '../store/job/job-run-query.ts';
import { noteFailure, noteSuccess } from '../store/job/job-run-store.ts';

/** Something that runs by the clock. It must be safe to run on several processes at once. */
export interface Job<Result = unknown> {
  readonly name: string;
  /** cron pattern, with seconds */
  readonly pattern: string;
  /** milliseconds; a last success, on any process, that is older is made up for without waiting for the pattern. Infinity: it never is behind */
  readonly behindAfter: number;
  /**
   * For what has times of its own, such as the nights of the offices: the pattern says how often it is asked whether it is to be done after
   * its last success (epoch ms; null: never). Absent: it is, at each time of the pattern.
   */
  isDue?(last: number | null): Promise<boolean>;
  /** answers what it did in numbers, nothing personal: that is kept */
  run(): Promise<Result>;
}

/** Runs a job and notes in the database how it ended. Fails as the job does. */
export async function runJob<Result>(
  { name, run }: Pick<Job<Result>, 'name' | 'run'>,
  { database, clock }: Pick<System, 'database' | 'clock'>,
): Promise<Result> {
  const began = elapsed();
  try {
    const result = await run();
    const milliseconds = elapsed() - began;
    await noteSuccess(database.writer, name, { at: clock.now(), milliseconds, result });
    return result;
  } catch (error) {
    // what is wrong with the job says more than what is wrong with the note
    await noteFailure(database.writer, name, clock.now()).catch(() => {});
    throw error;
  }
}

/** Jobs whose last success is too long ago at `now` (epoch ms), or that never ran. */
export function jobsBehind(
  jobs: readonly Job[],
  runs: ReadonlyMap<string, JobRun>,
  now: number,
): readonly Job[] {
  return jobs.filter(({ name, behindAfter }) => {
    const last = runs.get(name)?.succeededAt ?? null;
    return last === null ? Number.isFinite(behindAfter) : now - last > behindAfter;
  });
}
