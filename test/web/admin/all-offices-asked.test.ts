import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Office, signIn } from './office.ts';

const page = '/admin/subscribers';
const given = { name: 'ERP', url: 'https://127.0.0.1/hook' };

for (const engine of engines) {
  describe(`whoever is told of events [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;
    const made = () => hall.system.database.writer('event_subscriber').select('site').orderBy('created_at');

    before(async () => {
      hall = await startSystem({ engine });
      office = await signIn(hall, 'administrator');
    });
    after(() => hall.close());

    it('is told of all offices only where that was chosen, and of none where nothing was', async () => {
      const form = await office.form(page);
      assert.equal(form['site'], '', 'nothing is chosen yet');
      const nothing = await office.send(page, { ...form, ...given, site: '' });
      assert.equal(nothing.status, 422);
      assert.match(nothing.text, /id="site-error"/);
      assert.equal((await made()).length, 0);
      assert.equal((await office.send(page, { ...form, ...given, site: '*' })).status, 200);
      assert.deepEqual(await made(), [{ site: null }]);
      const [line] = await hall.system.database.writer('audit').where({ action: 'subscriber.create' });
      assert.match(line?.after ?? '', /"site":null/);
    });
  });
}
