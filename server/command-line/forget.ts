import { retentionJob } from '../jobs/every-job.ts';
import { forgetWhatIsOver } from '../jobs/retention.ts';
import { runJob } from '../jobs/run-job.ts';
import { jobRuns } from '../store/job/job-run-query.ts';
import type { Command } from './command.ts';
import { requireCurrent } from './require-current.ts';

export const forget: Command = {
  name: 'forget',
  usage: 'forget',
  summary:
    'forgets now whose period is over, as the application does every night by itself; says what, and when that was last done',
  options: {},
  async run({ open, print }) {
    const system = await open();
    await requireCurrent(system);
    const job = { ...retentionJob(system), run: () => forgetWhatIsOver(system) };
    const last = (await jobRuns(system.database.reader)).get(job.name)?.succeededAt ?? null;
    const done = await runJob(job, system);
    const figures = Object.entries(done).map(([what, count]) => `${count} ${what}`);
    print(`Forgotten: ${figures.join(', ')}.`);
    print(last === null ? 'It was the first time.' : `The last time was ${new Date(last).toISOString()}.`);
    return 0;
  },
};
