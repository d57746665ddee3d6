import type { Knex } from 'knex';

/** Notes that a job has ended well at `at` (epoch ms); `result` holds numbers, nothing personal. A later success is never overwritten. */
export async function noteSuccess(
  connection: Knex,
  job: string,
  {
    at,
    milliseconds,
    result,
  }: { readonly at: number; readonly milliseconds: number; readonly result: unknown },
): Promise<void> {
  const row = {
    job,
    succeeded_at: at,
    milliseconds: Math.round(milliseconds),
    result: result === undefined ? null : JSON.stringify(result),
  };
  await connection('job_run')
    .insert(row)
    .onConflict('job')
    .merge()
    .where((earlier) => earlier.whereNull('job_run.succeeded_at').orWhere('job_run.succeeded_at', '<=', at));
}

/** Notes that a job has failed at `at` (epoch ms). */
export async function noteFailure(connection: Knex, job: string, at: number): Promise<void> {
  await connection('job_run').insert({ job, failed_at: at }).onConflict('job').merge();
}
