import assert from 'node:assert/strict';
import { checklistFor } from '../../../server/domain/catalogue/checklist.ts';
import { engines } from '../../support/engines.ts';
import { asRead } from '../booking/visitor.ts';
import { hallAndOffice } from './hall-and-office.ts';

const path = '/admin/sites/HZ/materials';
const letter = 'lines.RENEW|AUTHORISATION_LETTER';

for (const engine of engines) {
  describe(`what one office asks for beside the others [${engine}]`, () => {
    const suite = hallAndOffice(engine, 'manager', ['HZ']);
    const records = () => suite.hall.system.catalogueCache.records(suite.hall.system.database.writer);
    const asked = async (site: string | null, service: string) => {
      const list = checklistFor(
        await suite.hall.system.catalogue(),
        site,
        [{ code: service, quantity: 1 }],
        {},
      );
      return list.groups.flatMap(({ items }) => items.map(({ material }) => material));
    };
    const save = async (changes: Record<string, string>) =>
      suite.office.send(path, { ...(await suite.office.form(path)), ...changes });

    it('is switched on by its manager, and stands in the checklist of this office alone', async () => {
      const everywhere = await asked(null, 'RENEW');
      const saved = await save({
        [`${letter}.active`]: 'on',
        [`${letter}.note.zh-CN`]: '写明经办人姓名',
        [`${letter}.note.en`]: 'naming whoever comes',
      });
      assert.equal(saved.status, 303);
      assert.deepEqual(await asked('HZ', 'RENEW'), [...everywhere, 'AUTHORISATION_LETTER']);
      assert.deepEqual(await asked('BJ-TSY', 'RENEW'), everywhere);
      assert.deepEqual(await asked(null, 'RENEW'), everywhere);
      const { text } = asRead(await suite.hall.request.get('/services/RENEW'));
      assert.match(text, /另需：授权委托书/);
    });

    it('can be a material that the office has not asked for before, once', async () => {
      const before = await asked('HZ', 'RENEW');
      const added = {
        'lines.new1.service': 'RENEW',
        'lines.new1.material': 'LOCKED_CARD',
        'lines.new1.form': 'original',
        'lines.new1.active': 'on',
      };
      assert.equal((await save(added)).status, 303);
      assert.deepEqual(new Set(await asked('HZ', 'RENEW')), new Set([...before, 'LOCKED_CARD']));
      const twice = await save(added);
      assert.equal(twice.status, 422);
      assert.match(twice.text, /id="lines\.new1\.material-error"/);
      const half = await save({ 'lines.new1.material': 'LOCKED_CARD' });
      assert.equal(half.status, 422);
      assert.match(half.text, /id="lines\.new1\.service-error"/);
      assert.equal((await save({ 'lines.RENEW|LOCKED_CARD.remove': 'on' })).status, 303);
      assert.deepEqual(await asked('HZ', 'RENEW'), before);
    });

    it('leaves the lists of all offices and of the others as they are, whatever a form names', async () => {
      const others = async () => (await records()).serviceMaterials.filter(({ site }) => site !== 'HZ');
      const before = await others();
      const foreign = { 'lines.RENEW.remove': 'on', 'lines.RENEW|AUTHORISATION_LETTER|BJ-TSY.remove': 'on' };
      await save({ ...foreign, [`${letter}.remove`]: 'on', 'lines.new1.site': 'BJ-TSY' });
      assert.deepEqual(await others(), before);
      assert.equal((await suite.office.agent.get('/admin/sites/BJ-TSY/materials')).status, 404);
      const form = await suite.office.form(path);
      assert.equal((await suite.office.send('/admin/sites/BJ-TSY/materials', form)).status, 403);
      const written = suite.hall.system.database.writer('audit').where({ action: 'site.materials' });
      assert.ok((await written.pluck('subject')).every((subject) => subject === 'HZ'));
    });
  });
}
