import type { Knex } from 'knex';

/** When a job last ended well and badly, on any process; instants in epoch ms, null: never. */
export interface JobRun {
  readonly succeededAt: number | null;
  readonly failedAt: number | null;
  /** how long the last success took */
  readonly milliseconds: number | null;
  /** what the last success did, as the job itself says; numbers, nothing personal */
  readonly result: unknown;
}

/** The last runs of all jobs that ever ran, by name. */
export async function jobRuns(connection: Knex): Promise<ReadonlyMap<string, JobRun>> {
  const rows = await connection('job_run');
  return new Map(
    rows.map(({ job, succeeded_at, failed_at, milliseconds, result }) => [
      job,
      {
        succeededAt: succeeded_at,
        failedAt: failed_at,
        milliseconds,
        result: result === null ? null : (JSON.parse(result) as unknown),
      },
    ]),
  );
}
