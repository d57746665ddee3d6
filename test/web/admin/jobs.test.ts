import assert from 'node:assert/strict';
import { everyJob } from '../../../server/jobs/every-job.ts';
import { words } from '../../../server/locales/words.ts';
import { engines } from '../../support/engines.ts';
import { there } from '../../support/there.ts';
import { hallAndOffice } from './hall-and-office.ts';

const t = words('en');

for (const engine of engines) {
  describe(`the list of jobs [${engine}]`, () => {
    const suite = hallAndOffice(engine);

    it('has each job that runs by the clock, and tells one that failed from one that did not', async () => {
      const { system } = suite.hall;
      const [failing, ...others] = everyJob(system);
      const rows = async (): Promise<readonly string[]> =>
        (await suite.office.agent.get('/admin/jobs?lang=en')).text.split('<tr>').slice(2);
      assert.ok((await rows()).every((row) => row.includes(t('settings.jobs.never'))));
      const ended = { succeeded_at: 1000, milliseconds: 7 };
      await system.database
        .writer('job_run')
        .insert([
          { job: there(failing).name, ...ended, failed_at: 2000 },
          ...others.map(({ name }) => ({ job: name, ...ended, failed_at: 500 })),
        ]);
      const shown = await rows();
      assert.equal(shown.length, others.length + 1);
      assert.equal(shown.filter((row) => row.includes(t('settings.jobs.never'))).length, 0);
      assert.equal(shown.filter((row) => row.includes(`>${t('settings.jobs.failed')}<`)).length, 1);
      const failed = await suite.office.agent.get('/admin/jobs?lang=en&state=failed');
      assert.equal(failed.text.split('<tr>').length, 3);
    });
  });
}
