import { Cron } from 'croner';
import type { Log } from '../actions/system.ts';
import { elapsed } from '../clock.ts';

/** Something that runs by the clock. It must be safe to run on several processes at once. */
export interface Job {
  readonly name: string;
  /** cron pattern, with seconds */
  readonly pattern: string;
  run(): Promise<unknown>;
}

export interface Scheduled {
  /** whether each job's last run ended well */
  healthy(): boolean;
  stop(): Promise<void>;
}

/** Starts the jobs; a job that fails is logged and runs again at its next time, one that is still running is not started twice. */
export function schedule(
  jobs: readonly Job[],
  log: Log,
  took: (job: string, milliseconds: number) => void = () => {},
): Scheduled {
  const running = new Set<Promise<void>>();
  const failing = new Set<string>();
  const runOnce = async (job: Job): Promise<void> => {
    const began = elapsed();
    try {
      await job.run();
      failing.delete(job.name);
    } catch (error) {
      failing.add(job.name);
      log.error({ err: error, job: job.name }, 'a job failed');
    }
    took(job.name, elapsed() - began);
  };
  const timers = jobs.map(
    (job) =>
      new Cron(job.pattern, { protect: true, unref: true }, async () => {
        const run = runOnce(job);
        running.add(run);
        await run;
        running.delete(run);
      }),
  );
  return {
    healthy: () => failing.size === 0,
    stop: async () => {
      for (const timer of timers) timer.stop();
      await Promise.all(running);
    },
  };
}
