import assert from 'node:assert/strict';
import { everyJob } from '../../server/jobs/every-job.ts';
import { type Job, jobsBehind, runJob } from '../../server/jobs/run-job.ts';
import { schedule } from '../../server/jobs/schedule.ts';
import { jobRuns } from '../../server/store/job/job-run-query.ts';
import { noteSuccess } from '../../server/store/job/job-run-store.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { testSite } from '../support/sites.ts';

const never = '0 0 0 29 2 *';
const day = 24 * 60 * 60_000;

for (const engine of engines) {
  describe(`jobs and when they last ended well [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({ engine, sites: [testSite()], now: '2026-11-23T10:00:00+08:00' });
    });
    after(() => bare.close());
    beforeEach(() => bare.system.database.writer('job_run').delete());

    const counting = (name: string): Job & { runs: number } => {
      const job = {
        name,
        pattern: never,
        behindAfter: day,
        runs: 0,
        run: async () => ({ times: ++job.runs }),
      };
      return job;
    };
    const behind = async (jobs: readonly Job[]): Promise<string[]> =>
      jobsBehind(jobs, await jobRuns(bare.system.database.reader), bare.clock.now()).map(({ name }) => name);

    it('a night that a job has missed is made up for at the start, and what ran in time is not run again', async () => {
      const [missed, done, fresh] = [counting('missed'), counting('done'), counting('fresh')];
      const now = bare.clock.now();
      const run = { milliseconds: 3, result: {} };
      await noteSuccess(bare.system.database.writer, 'missed', { at: now - day - 1, ...run });
      await noteSuccess(bare.system.database.writer, 'done', { at: now - day + 1000, ...run });
      const scheduled = schedule([missed, done, fresh], bare.system);
      await scheduled.catchUp();
      await scheduled.stop();
      assert.deepEqual([missed.runs, done.runs, fresh.runs], [1, 0, 1]);
      assert.deepEqual(await behind([missed, done, fresh]), []);
    });

    it('a job is behind again a period later, and catches up while the process runs', async () => {
      const job = counting('nightly');
      const scheduled = schedule([job], bare.system);
      await scheduled.catchUp();
      assert.equal(job.runs, 1);
      bare.clock.advance(day + 1);
      assert.deepEqual(await behind([job]), ['nightly']);
      await scheduled.catchUp();
      await scheduled.catchUp();
      assert.equal(job.runs, 2);
      await scheduled.stop();
    });

    it('what the last success did is kept when a run fails after it, and the failure is noted', async () => {
      const job = counting('sometimes');
      await runJob(job, bare.system);
      const succeeded = bare.clock.now();
      bare.clock.advance(1000);
      const failing = { ...job, run: () => Promise.reject(new Error('no')) };
      await assert.rejects(runJob(failing, bare.system), /no/);
      const run = (await jobRuns(bare.system.database.reader)).get('sometimes');
      assert.deepEqual(
        [run?.succeededAt, run?.failedAt, run?.result],
        [succeeded, succeeded + 1000, { times: 1 }],
      );
      assert.deepEqual(await behind([failing]), [], 'a failure is no success, and takes none away');
    });

    it('a slow process does not take a later success away', async () => {
      const { writer, reader } = bare.system.database;
      await noteSuccess(writer, 'both', { at: 2000, milliseconds: 1, result: 'late' });
      await noteSuccess(writer, 'both', { at: 1000, milliseconds: 1, result: 'early' });
      assert.equal((await jobRuns(reader)).get('both')?.result, 'late');
    });

    it('every job of the application ends well on an empty database, with a result that can be kept', async () => {
      const jobs = everyJob(bare.system);
      const scheduled = schedule(jobs, bare.system);
      await scheduled.catchUp();
      await scheduled.stop();
      assert.deepEqual(await behind(jobs), []);
      assert.deepEqual(await scheduled.behind(), []);
    });
  });
}
