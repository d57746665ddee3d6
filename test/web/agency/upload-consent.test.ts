import assert from 'node:assert/strict';
import { pdf } from '../../domain/agency/sample-files.ts';
import { engines } from '../../support/engines.ts';
import { asRead } from '../booking/visitor.ts';
import { type AgencyDesk, Holder, openDesk } from './agency-desk.ts';

const licence = 'BUSINESS_LICENCE';

for (const engine of engines) {
  describe(`consent to uploads [${engine}]`, function () {
    this.timeout(60_000);
    let desk: AgencyDesk;
    before(async () => {
      desk = await openDesk(engine);
    });
    after(() => desk.close());
    const kept = (holder: Holder) =>
      desk.hall.system.database.reader('upload_consent').where({ booking: holder.id });

    it('is asked for by itself, names what, why, who, how long and the other way, and is not ticked beforehand', async () => {
      const holder = await Holder.book(desk.hall, { agrees: false });
      const { text } = asRead(await holder.open());
      assert.match(text, /上传前请单独同意/);
      for (const said of ['证件号码', '只用于核对并办理', '每次打开都会留下记录', '180 天', '改为到场办理'])
        assert.ok(text.includes(said), said);
      assert.match(text, /<input type="checkbox" id="agree" name="agree" value="[^"]+" required>/);
      assert.doesNotMatch(text, /type="file"/);
    });

    it('is needed on the server: without it nothing is kept, whatever is sent', async () => {
      const holder = await Holder.book(desk.hall, { agrees: false });
      await holder.open();
      const before = await desk.files();
      const refused = await holder.upload(licence, pdf());
      assert.equal(refused.status, 409);
      assert.match(asRead(refused).text, /请先在本页上方同意/);
      assert.deepEqual(await desk.files(), before);
      for (const fields of [{}, { agree: '' }, { agree: '2019-01' }] as const)
        assert.equal((await holder.post('/materials/consent', fields)).status, 409, JSON.stringify(fields));
      assert.deepEqual(await kept(holder), []);
    });

    it('is kept with the version that was shown and its time, and lets upload', async () => {
      const holder = await Holder.book(desk.hall);
      const [row] = await kept(holder);
      assert.equal(row?.given_at, desk.hall.clock.now());
      assert.match(asRead(await holder.open()).text, new RegExp(`版本 ${row?.version}`));
      assert.equal((await holder.upload(licence, pdf())).status, 303);
    });

    it('is taken back with the files that lie there, and nothing more can be uploaded', async () => {
      const holder = await Holder.book(desk.hall);
      assert.equal((await holder.upload(licence, pdf())).status, 303);
      const before = await desk.files();
      await holder.open();
      assert.equal((await holder.post('/materials/consent', { withdraw: '1' })).status, 303);
      assert.equal((await desk.files()).length, before.length - 1);
      assert.deepEqual(await kept(holder), []);
      assert.equal((await holder.upload(licence, pdf())).status, 409);
    });

    it('goes with the data of the booking', async () => {
      const holder = await Holder.book(desk.hall);
      await holder.open('/deletion');
      assert.equal((await holder.post('/deletion', { sure: 'yes' })).status, 303);
      assert.deepEqual(await kept(holder), []);
    });
  });
}
