import assert from 'node:assert/strict';
import { loadRecords } from '../../../../server/store/catalogue/catalogue-query.ts';
import { engines } from '../../../support/engines.ts';
import { hallAndOffice } from '../hall-and-office.ts';
import { signIn } from '../office.ts';

const path = '/admin/messages/booked';
const subjectInEnglish = 'texts.en.subject';
const openingInEnglish = 'texts.en.opening';

for (const engine of engines) {
  describe(`the words of the mail, as the office sets them [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const texts = async () => (await loadRecords(suite.hall.system.database.writer)).messageTexts;
    const audits = () => suite.hall.system.database.writer('audit').where({ action: 'message_text.change' });
    beforeEach(async () => {
      await suite.hall.system.database.writer('message_text').delete();
      suite.hall.system.catalogueCache.forget();
    });

    it('a form that is saved as it was opened stores nothing', async () => {
      const answer = await suite.office.send(path, await suite.office.form(path));
      assert.equal(answer.status, 303);
      assert.deepEqual(await texts(), []);
      assert.deepEqual(await audits(), []);
    });

    it('new words are in the catalogue of every process at once, and in the audit', async () => {
      const { version } = await suite.hall.system.catalogue();
      const form = {
        ...(await suite.office.form(path)),
        [openingInEnglish]: 'See you at {site}.\r\nBring this.',
      };
      assert.equal((await suite.office.send(path, form)).status, 303);
      const expected = [
        { template: 'booked', locale: 'en', subject: null, opening: 'See you at {site}.\nBring this.' },
      ];
      const catalogue = await suite.hall.system.catalogue();
      assert.ok(catalogue.version > version);
      assert.deepEqual(catalogue.messageTexts, expected);
      const entry = (await audits()).at(-1);
      assert.equal(entry?.subject, 'booked');
      assert.match(entry?.actor, /^staff:/);
      assert.match(entry?.after ?? '', /See you at \{site\}/);
      const again = await suite.office.form(path);
      assert.equal((await suite.office.send(path, { ...again, [openingInEnglish]: ' ' })).status, 303);
      assert.deepEqual((await suite.hall.system.catalogue()).messageTexts, []);
    });

    it('a name that the message has not, a brace alone and a second line of a subject are refused at the field', async () => {
      const wrong = [
        [subjectInEnglish, 'Hello {password}', /no \{password\}/],
        [subjectInEnglish, 'From {from}', /no \{from\}/],
        [openingInEnglish, 'Hello {contact', /A brace has no partner/],
        [openingInEnglish, 'Hello {{contact}}', /A brace has no partner/],
        [openingInEnglish, 'Hello {__proto__}', /no \{__proto__\}/],
        [subjectInEnglish, 'Hello\r\nBcc: all@hall.invalid', /not in the right form/],
        [subjectInEnglish, 'x'.repeat(151), /at most 150 characters/],
      ] as const;
      for (const [field, value, said] of wrong) {
        const answer = await suite.office.send(`${path}?lang=en`, {
          ...(await suite.office.form(path)),
          [field]: value,
        });
        assert.equal(answer.status, 422, value);
        const error = new RegExp(`id="${field}-error">([^<]*)<`).exec(answer.text)?.[1] ?? '';
        assert.match(error, said);
      }
      assert.deepEqual(await texts(), []);
      const moved = '/admin/messages/moved';
      const own = { ...(await suite.office.form(moved)), [subjectInEnglish]: 'From {from}' };
      assert.equal((await suite.office.send(moved, own)).status, 303);
    });

    it('of two who save the same words the second is told, and nothing is overwritten', async () => {
      const [first, second] = [await suite.office.form(path), await suite.office.form(path)];
      assert.equal((await suite.office.send(path, { ...first, [subjectInEnglish]: 'First' })).status, 303);
      const told = await suite.office.send(`${path}?lang=en`, { ...second, [subjectInEnglish]: 'Second' });
      assert.equal(told.status, 409);
      assert.match(told.text, /value="First"/);
      assert.match(told.text, /value="Second"/);
      assert.deepEqual(
        (await texts()).map(({ subject }) => subject),
        ['First'],
      );
    });

    it('the preview is the whole mail with what is being typed, escaped, in a frame that runs nothing', async () => {
      const page = await suite.office.agent.get(`${path}?lang=en`);
      assert.match(page.text, /<iframe[^>]+src="\/admin\/messages\/booked\/preview\/zh-CN/);
      assert.match(page.text, /<iframe[^>]+src="\/admin\/messages\/booked\/preview\/en/);
      const shown = await suite.office.agent
        .get(`${path}/preview/en`)
        .query({ subject: '<b>{reference}</b>', opening: '<script>alert(1)</script> {contact}, {nobody}' });
      assert.equal(shown.status, 200);
      assert.match(shown.headers['content-security-policy'] ?? '', /default-src 'none'.*sandbox/);
      assert.ok(shown.text.includes('&lt;b&gt;K7M2-9QXA&lt;/b&gt;'));
      assert.match(shown.text, /&lt;script&gt;alert\(1\)&lt;\/script&gt; Li Ming, \{nobody\}/);
      assert.doesNotMatch(shown.text, /<script|<b>/);
      assert.match(shown.text, /data:image\/png;base64/);
      const builtIn = await suite.office.agent.get(`${path}/preview/en`);
      assert.match(builtIn.text, /You have booked a visit on/);
      assert.deepEqual(await texts(), []);
    });

    it('every message has a page and a preview in both languages; others are not found', async function () {
      this.timeout(20_000);
      const list = await suite.office.agent.get('/admin/messages');
      const pages = [...list.text.matchAll(/href="(\/admin\/messages\/\w+)"/g)].map(([, href = '']) => href);
      assert.ok(pages.length > 10);
      for (const one of pages) {
        assert.equal((await suite.office.agent.get(one)).status, 200, one);
        for (const locale of ['zh-CN', 'en'])
          assert.equal((await suite.office.agent.get(`${one}/preview/${locale}`)).status, 200, one);
      }
      assert.equal((await suite.office.agent.get('/admin/messages/nothing')).status, 404);
      assert.equal((await suite.office.agent.get(`${path}/preview/fr`)).status, 404);
    });

    it('managers and auditors read them and change nothing', async () => {
      const form = await suite.office.form(path);
      for (const role of ['manager', 'auditor'] as const) {
        const reader = await signIn(suite.hall, role);
        const shown = await reader.agent.get(path);
        assert.equal(shown.status, 200);
        const { _csrf } = await reader.form(path);
        const answer = await reader.send(path, { ...form, _csrf: _csrf ?? '', [subjectInEnglish]: 'Mine' });
        assert.equal(answer.status, 403);
      }
      assert.deepEqual(await texts(), []);
    });
  });
}
