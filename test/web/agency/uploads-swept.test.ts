import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrivals } from '../../../server/actions/agency/arrivals.ts';
import { sweepUploads } from '../../../server/actions/agency/sweep-uploads.ts';
import { beginUpload, keepChunk } from '../../../server/store/agency/upload-store.ts';
import { pdf } from '../../domain/agency/sample-files.ts';
import { engines } from '../../support/engines.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { type AgencyDesk, Holder, openDesk } from './agency-desk.ts';

const licence = 'BUSINESS_LICENCE';

for (const engine of engines) {
  describe(`files that nobody needs [${engine}]`, function () {
    this.timeout(60_000);
    let desk: AgencyDesk;
    let holder: Holder;

    before(async () => {
      desk = await openDesk(engine);
    });
    after(() => desk.close());
    beforeEach(async () => {
      desk.hall.clock.set(mondayMorning);
      holder = await Holder.book(desk.hall);
      await holder.open();
    });

    it('left over by an interruption are swept after an hour, and those that a row points to never', async () => {
      await holder.upload(licence, pdf());
      const { system, clock } = desk.hall;
      const orphan = system.secrets.newId();
      await beginUpload(system.database.writer, { id: orphan, size: 9, sha256: '' }, clock.now());
      await keepChunk(system.database.writer, orphan, 0, Buffer.from('half'));
      assert.equal(await sweepUploads(system), 0, 'it may be under way');
      clock.advance(2 * 60 * 60_000);
      assert.equal(await sweepUploads(system), 1);
      const document = there((await holder.stored()).documents[0]);
      assert.deepEqual(await desk.files(), [document.file]);
    });

    it('of a process that was killed while they arrived are removed after an hour', async () => {
      const arriving = arrivals(desk.hall.system.config);
      mkdirSync(arriving, { recursive: true });
      writeFileSync(join(arriving, 'left'), 'half');
      const [now, old] = [desk.hall.clock.now() / 1000, desk.hall.clock.now() / 1000 - 2 * 3600];
      utimesSync(join(arriving, 'left'), now, now);
      assert.equal(await sweepUploads(desk.hall.system), 0);
      utimesSync(join(arriving, 'left'), old, old);
      assert.equal(await sweepUploads(desk.hall.system), 1);
      assert.deepEqual(desk.loose(), []);
    });
  });
}
