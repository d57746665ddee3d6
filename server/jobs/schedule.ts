import { Cron } from 'croner';
import type { Log } from '../actions/system.ts';

/** Something that runs by the clock. It must be safe to run on several processes at once. */
export interface Job {
  readonly name: string;
  /** cron pattern, with seconds */
  readonly pattern: string;
  run(): Promise<unknown>;
}

/** Starts the jobs; a job that fails is logged and runs again at its next time, one that is still running is not started twice. */
export function schedule(jobs: readonly Job[], log: Log): { stop(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const timers = jobs.map(
    (job) =>
      new Cron(job.pattern, { protect: true, unref: true }, async () => {
        const run = job.run().catch((error: unknown) => log.error({ error, job: job.name }, 'a job failed'));
        running.add(run);
        await run;
        running.delete(run);
      }),
  );
  return {
    stop: async () => {
      for (const timer of timers) timer.stop();
      await Promise.all(running);
    },
  };
}
