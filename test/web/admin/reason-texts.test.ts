import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { there } from '../../support/there.ts';
import { hallAndOffice } from './hall-and-office.ts';
import { signIn } from './office.ts';

const list = '/admin/closures/reasons';
const power = { 'zh-CN': '停电', en: 'Power cut' };

/** Each form that closes something: where it is, what it needs beside its reason, and how its inputs are named. */
const closing = [
  { path: '/admin/sites/BJ-TSY/closures', at: 'closures.new1.', day: 'date', needs: { kind: 'closed' } },
  { path: '/admin/sites/BJ-TSY/parts', at: 'parts.new1.', day: 'first', needs: { part: 'site' } },
  { path: '/admin/closures/new', at: '', day: 'date', needs: { sites: 'HZ' } },
] as const;

for (const engine of engines) {
  describe(`the list of reasons [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const records = () => suite.hall.system.catalogueCache.records(suite.hall.system.database.writer);
    const said = async () =>
      (await records()).sites.flatMap(({ exceptions, partClosures = [] }) =>
        [...exceptions, ...partClosures].map(({ reason }) => reason),
      );
    /** Closes on a day by one of the forms, with these inputs beside the day. */
    const close = async (form: (typeof closing)[number], day: string, inputs: Record<string, string>) => {
      const all = { ...form.needs, [form.day]: day, ...inputs };
      const named = Object.entries(all).map(([name, value]) => [`${form.at}${name}`, value]);
      const opened = await suite.office.form(form.path);
      const confirmed = { ...opened, ...Object.fromEntries(named), _confirm: 'yes' };
      return suite.office.send(form.path, confirmed);
    };

    it('gives a closure its words in both languages by one choice, in each form that closes', async () => {
      for (const form of closing) {
        const before = (await said()).length;
        const answer = await close(form, '2026-12-29', { template: 'POWER' });
        assert.equal(answer.status, 303, form.path);
        const after = await said();
        assert.equal(after.length, before + 1, form.path);
        assert.deepEqual(after.filter(({ en }) => en === power.en).at(-1), power);
      }
    });

    it('leaves what was typed as it is, and fills in the other language', async () => {
      for (const form of closing) {
        const typed = { template: 'POWER', 'reason.zh-CN': '配电房检修，临时停电' };
        assert.equal((await close(form, '2026-12-30', typed)).status, 303, form.path);
      }
      const mixed = (await said()).filter((one) => one['zh-CN'] === '配电房检修，临时停电');
      assert.deepEqual(
        mixed.map(({ en }) => en),
        [power.en, power.en, power.en],
      );
    });

    it('refuses a closure without words in one of the languages, and a text that is not in the list', async () => {
      for (const form of closing) {
        const before = await records();
        for (const inputs of [{}, { 'reason.zh-CN': '停电' }, { template: 'NOBODY' }]) {
          const { status, text } = await close(form, '2026-12-28', inputs);
          assert.equal(status, 422, form.path);
          const field = 'template' in inputs ? 'template' : 'reason.en';
          assert.match(text, new RegExp(`id="${form.at}${field}-error"`), form.path);
        }
        assert.deepEqual(await records(), before);
      }
    });

    it('is edited by whoever sets all offices; what is published keeps its words', async () => {
      const published = await said();
      const opened = await suite.office.form(list);
      const next = { 'reasons.POWER.text.en': 'No electricity', 'reasons.new1.text.zh-CN': '消防演练' };
      const half = await suite.office.send(list, { ...opened, ...next });
      assert.equal(half.status, 422);
      assert.match(half.text, /id="reasons\.new1\.text\.en-error"/);
      const whole = await suite.office.send(list, {
        ...opened,
        ...next,
        'reasons.new1.text.en': 'Fire drill',
      });
      assert.equal(whole.status, 303);
      const texts = (await records()).reasonTexts;
      assert.equal(there(texts.find(({ id }) => id === 'POWER')).text.en, 'No electricity');
      assert.deepEqual(texts.at(-1)?.text, { 'zh-CN': '消防演练', en: 'Fire drill' });
      assert.deepEqual(await said(), published);

      const again = { ...(await suite.office.form(list)), 'reasons.new1.text.zh-CN': '消防演练' };
      const twice = await suite.office.send(list, { ...again, 'reasons.new1.text.en': 'Drill' });
      assert.equal(twice.status, 422);
      assert.match(twice.text, /id="reasons\.new1\.text\.zh-CN-error"/);

      const manager = await signIn(suite.hall, 'manager', ['HZ']);
      const foreign = await manager.send(list, {
        ...(await manager.form(list)),
        'reasons.POWER.remove': 'on',
      });
      assert.equal(foreign.status, 403);
    });
  });
}
