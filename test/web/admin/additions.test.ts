import assert from 'node:assert/strict';
import { loadRecords } from '../../../server/store/catalogue/catalogue-query.ts';
import { engines } from '../../support/engines.ts';
import { hallAndOffice } from './hall-and-office.ts';

for (const engine of engines) {
  describe(`what the office adds [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const records = () => loadRecords(suite.hall.system.database.writer);

    it('a new site, a new service with its materials and a question come to be by forms alone', async () => {
      const make = async (path: string, given: Record<string, string>) => {
        const answer = await suite.office.send(path, { ...(await suite.office.form(path)), ...given });
        assert.equal(answer.status, 303, answer.text.match(/error-summary.*?<\/ul>/s)?.[0]);
      };
      const named = { 'name.zh-CN': '上海分中心', 'name.en': 'Shanghai Branch' };
      await make('/admin/cities', {
        'cities.new1.code': 'SH',
        'cities.new1.name.zh-CN': '上海',
        'cities.new1.name.en': 'Shanghai',
      });
      await make('/admin/sites/new', { ...named, from: 'empty', code: 'SH', city: 'SH', kind: 'branch' });
      await make('/admin/sites/SH/queues', {
        'queues.new1.code': 'a',
        'queues.new1.name.zh-CN': '综合',
        'queues.new1.name.en': 'General',
        'queues.new1.slotMinutes': '20',
        'queues.new1.places': '2',
        'queues.new1.precedence': '1',
      });
      await make('/admin/sites/SH/services', {
        'services.RENEW.offered': 'on',
        'services.RENEW.queue': 'SH:A',
      });
      await make('/admin/services/new', {
        code: 'SEAL',
        'name.zh-CN': '电子印章',
        'name.en': 'Electronic seal',
        'summary.zh-CN': '制作',
        'summary.en': 'Made here',
        'where.zh-CN': '现场',
        'where.en': 'On site',
        minutes: '20',
      });
      await make('/admin/services/SEAL/materials', {
        'lines.new1.material': (await records()).materials[0]?.code ?? '',
        'lines.new1.form': 'original',
        'lines.new1.active': 'on',
      });
      await make('/admin/services/SEAL/questions/new', {
        code: 'SEAL_OLD',
        'text.zh-CN': '有旧印章吗？',
        'text.en': 'Is there an old seal?',
        'answers.new1.code': 'YES',
        'answers.new1.label.zh-CN': '有',
        'answers.new1.label.en': 'Yes',
        'answers.new2.code': 'NO',
        'answers.new2.label.zh-CN': '没有',
        'answers.new2.label.en': 'No',
        'answers.new2.advise.zh-CN': '请先刻制。',
        'answers.new2.advise.en': 'Have one made first.',
      });
      const after = await records();
      assert.equal(after.sites.find(({ code }) => code === 'SH')?.active, false);
      assert.deepEqual(after.sites.find(({ code }) => code === 'SH')?.services, [
        { service: 'RENEW', queue: 'SH:A', minutes: null },
      ]);
      assert.equal(after.serviceMaterials.filter(({ service }) => service === 'SEAL').length, 1);
      const question = after.questions.find(({ code }) => code === 'SEAL_OLD');
      assert.deepEqual(question?.answers[1]?.effect, {
        advise: { 'zh-CN': '请先刻制。', en: 'Have one made first.' },
      });
      const again = await suite.office.send('/admin/sites/new', {
        ...(await suite.office.form('/admin/sites/new')),
        ...named,
        code: 'SH',
      });
      assert.equal(again.status, 422);
    });
  });
}
