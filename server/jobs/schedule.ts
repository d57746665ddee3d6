import { Cron } from 'croner';
import type { System } from '../actions/system.ts';
import { logFailure } from '../actions/unavailable.ts';
import { elapsed } from '../clock.ts';
import { minute } from '../domain/calendar/durations.ts';
import { jobRuns } from '../store/job/job-run-query.ts';
import { type Job, jobsBehind, runJob } from './run-job.ts';

export interface Scheduled {
  /** names of jobs whose last success, on any process, is too long ago; in the first minutes none: they are being made up for */
  behind(): Promise<readonly string[]>;
  /** runs what is behind, now, and waits for it: a machine that was off at night has missed its jobs */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

const lookForMissed = '55 */10 * * * *';

/** How long a process that has just started may take for what was missed, milliseconds. */
const makingUp = 5 * minute;

/**
 * Starts the jobs, those that are behind at once; a job that fails is logged and runs again at its next time, one that is still running is
 * not started twice.
 */
export function schedule(
  jobs: readonly Job[],
  system: Pick<System, 'database' | 'clock' | 'log'>,
  took: (job: string, milliseconds: number) => void = () => {},
): Scheduled {
  const { database, clock, log } = system;
  const startedAt = clock.now();
  const running = new Map<string, Promise<void>>();
  const toldOf = new Set<string>();
  let stopped = false;
  const runOnce = async (job: Job): Promise<void> => {
    const began = elapsed();
    try {
      const result = await runJob(job, system);
      // a round that found nothing to do is one of thousands
      if (hasDone(result) || !toldOf.has(job.name))
        log.info({ job: job.name, result, milliseconds: elapsed() - began }, 'a job has ended well');
      toldOf.add(job.name);
    } catch (error) {
      logFailure(log, error, 'a job failed', { job: job.name });
    }
    took(job.name, elapsed() - began);
  };
  const start = (job: Job): Promise<void> => {
    const under = running.get(job.name);
    if (under !== undefined) return under;
    const run = runOnce(job).finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  };
  const runMissed = async (): Promise<void> => {
    const runs = await jobRuns(database.reader);
    const behind = jobsBehind(jobs, runs, clock.now());
    for (const job of jobs) {
      const last = runs.get(job.name)?.succeededAt ?? null;
      if (!stopped && (behind.includes(job) || (await job.isDue?.(last)) === true)) await start(job);
    }
  };
  const startIfDue = async (job: Job): Promise<void> => {
    if (job.isDue !== undefined) {
      const last = (await jobRuns(database.reader)).get(job.name)?.succeededAt ?? null;
      if (stopped || !(await job.isDue(last))) return;
    }
    await start(job);
  };
  let catching: Promise<void> | null = null;
  const catchUp = (): Promise<void> => {
    catching ??= runMissed().finally(() => {
      catching = null;
    });
    return catching;
  };
  const look = async (): Promise<void> => {
    await catchUp().catch((error: unknown) => logFailure(log, error, 'missed jobs could not be looked for'));
  };
  const onTime = (job: Job): Promise<void> =>
    startIfDue(job).catch((error: unknown) =>
      logFailure(log, error, 'whether a job is due could not be seen', { job: job.name }),
    );
  const timers = jobs.map((job) => new Cron(job.pattern, { unref: true }, () => onTime(job)));
  timers.push(new Cron(lookForMissed, { protect: true, unref: true }, look));
  const first = look();
  return {
    behind: async () => {
      const now = clock.now();
      if (now - startedAt < makingUp) return [];
      return jobsBehind(jobs, await jobRuns(database.reader), now).map(({ name }) => name);
    },
    catchUp,
    stop: async () => {
      stopped = true;
      for (const timer of timers) timer.stop();
      await first;
      await Promise.all(running.values());
    },
  };
}

/** Whether the numbers that a job answers say that it did something. */
function hasDone(result: unknown): boolean {
  if (typeof result === 'number') return result > 0;
  return typeof result === 'object' && result !== null && Object.values(result).some(hasDone);
}
