import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { tidyUploads } from '../../../server/actions/agency/sweep-uploads.ts';
import { takeInUploads } from '../../../server/actions/agency/take-in-uploads.ts';
import { uploadsThere } from '../../../server/command-line/doctor-checks.ts';
import { everyJob } from '../../../server/jobs/every-job.ts';
import { schedule } from '../../../server/jobs/schedule.ts';
import { pathOfUpload, uploadFolder } from '../../../server/store/agency/upload-folder.ts';
import { beginUpload, dropUpload, keepChunk } from '../../../server/store/agency/upload-store.ts';
import { pdf } from '../../domain/agency/sample-files.ts';
import { engines } from '../../support/engines.ts';
import { there } from '../../support/there.ts';
import { type AgencyDesk, Holder, openDesk } from './agency-desk.ts';

const licence = 'BUSINESS_LICENCE';
const bytes = Buffer.from(pdf('x'.repeat(400_000)));

for (const engine of engines) {
  describe(`files that earlier versions kept in a folder [${engine}]`, function () {
    this.timeout(60_000);
    let desk: AgencyDesk;
    let holder: Holder;
    let file: { id: string; size: number; sha256: string };
    let path: string;

    before(async () => {
      desk = await openDesk(engine);
    });
    after(() => desk.close());
    /** As it was: a row that points to a file in the folder. */
    beforeEach(async () => {
      holder = await Holder.book(desk.hall);
      await holder.open();
      await holder.upload(licence, bytes);
      const row = there((await holder.stored()).documents[0]);
      file = { id: there(row.file), size: there(row.file_size), sha256: there(row.file_sha256) };
      await dropUpload(desk.hall.system.database.writer, file.id);
      path = pathOfUpload(uploadFolder(desk.hall.system.config.varFolder), file.id);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    });
    afterEach(async () => {
      await holder.post(`/documents/${licence}/removal`);
      assert.deepEqual(
        [await desk.files(), desk.loose()],
        [[], []],
        'whatever is forgotten is gone from both',
      );
    });

    const given = async (): Promise<boolean> => {
      const own = `/bookings/${holder.reference}/documents/${licence}`;
      const answer = await holder.agent.get(own).responseType('blob');
      return answer.status === 200 && (answer.body as Buffer).equals(bytes);
    };

    it('are taken in by the first start, and each original goes when it was read back', async () => {
      const { system } = desk.hall;
      await system.database.writer('job_run').delete();
      const scheduled = schedule(everyJob(system), system);
      await scheduled.catchUp();
      await scheduled.stop();
      assert.deepEqual([await desk.files(), desk.loose()], [[file.id], []]);
      assert.ok(await given());
    });

    it('are given out before they have been taken in', async () => {
      assert.ok(await given());
      assert.ok(existsSync(path), 'a look takes nothing away');
    });

    it('go on where an interruption left them, on several processes at once', async () => {
      const { system } = desk.hall;
      const { writer } = system.database;
      await beginUpload(writer, file, 0);
      await keepChunk(writer, file.id, 0, bytes.subarray(0, 128 * 1024));
      const folder = uploadFolder(system.config.varFolder);
      await Promise.all([1, 2].map(() => takeInUploads(system, folder, { remove: false })));
      assert.ok(await given());
      assert.equal((await uploadsThere(system)).state, 'well');
      assert.deepEqual(await tidyUploads(system), { taken: 0, swept: 0 });
      assert.ok(!existsSync(path));
    });

    it('that are damaged stay where they are, and the doctor says so', async () => {
      const { system } = desk.hall;
      writeFileSync(path, bytes.subarray(1));
      assert.deepEqual(await tidyUploads(system), { taken: 0, swept: 0 });
      assert.ok(readFileSync(path).equals(bytes.subarray(1)));
      assert.equal(await given(), false);
      const { state, text } = await uploadsThere(system);
      assert.equal(state, 'ill');
      assert.match(text, /1 of 1 uploaded files are missing or damaged/);
    });

    it('that were stored wrongly before are stored again', async () => {
      const { system } = desk.hall;
      await beginUpload(system.database.writer, file, 0);
      await keepChunk(system.database.writer, file.id, 0, Buffer.from('something else'));
      await assert.rejects(tidyUploads(system), /was not stored as it came/);
      assert.deepEqual(await tidyUploads(system), { taken: 1, swept: 0 });
      assert.ok(await given());
    });
  });
}
