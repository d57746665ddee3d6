import assert from 'node:assert/strict';
import { remindOfCertificates } from '../../server/jobs/certificate-reminders.ts';
import { makeMailbox } from '../../server/messages/mailbox.ts';
import { messageLinks } from '../../server/web/message-links.ts';
import { everyWay, named, plainVisitor, pressed } from '../browser/plain-visitor.ts';
import { wordingContext } from '../messages/mail-fixture.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { unmarked } from '../support/unmarked.ts';

const said = {
  'zh-CN': {
    asked: /确认邮件/,
    confirmed: /已确认/,
    told: /将于 2027年3月1日 到期，还有 60 天/,
    thanks: /谢谢告知/,
    stopped: /已停止提醒/,
  },
  en: {
    asked: /one to confirm arrives/,
    confirmed: /Confirmed/,
    told: /expires on 1 March 2027, in 60 days/,
    thanks: /Thank you/,
    stopped: /Stopped/,
  },
};

for (const engine of engines) {
  describe(`the visit that need not happen, in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });

    for (const [index, way] of everyWay.entries()) {
      it(`${named(way)}: from the page of the renewal to a reminder, and ${way.script ? 'the visit is spared' : 'one press ends it'}`, async () => {
        const { hall, browser } = suite;
        const { system, clock, url } = hall;
        const { writer } = system.database;
        const text = said[way.locale];
        const words = { ...wordingContext, catalogue: system.catalogue, links: messageLinks(system) };
        const mailbox = makeMailbox(system.database, words);
        clock.set(Date.parse('2026-11-23T08:30:00+08:00'));
        const email = `wu${index}@enterprise.invalid`;
        const visitor = await plainVisitor(browser, way);
        const { page } = visitor;
        const main = async () => unmarked((await page.locator('main').textContent()) ?? '');
        /** Opens the link of the last mail, as its text has it, on the port of this hall. */
        const follow = async (template: 'certificate_confirm' | 'certificate_expiry') => {
          const row = await writer('outbox').where({ template, recipient: email }).first('id');
          const mail = await mailbox.read(String(row?.id));
          const link = /https?:\/\/[^/\s]+(\/certificates\/[^\s/]+\?token=[^\s]+)/.exec(
            mail?.text ?? '',
          )?.[1];
          assert.ok(link !== undefined, mail?.text);
          await visitor.open(`${url}${link}`);
          return mail?.text ?? '';
        };
        await visitor.open(`${url}/services/RENEW?lang=${way.locale}`);
        await pressed(page, 'a[href="/certificates/new"]');
        await page.locator('#expires').fill('2027-03-01');
        await page.locator('#email').fill(email);
        await page.locator('#enterprise').fill(way.locale === 'en' ? 'Example Trading' : '示例贸易');
        await page.locator('#consent').check();
        await pressed(page, 'main form button.button');
        assert.match(await main(), text.asked);
        await follow('certificate_confirm');
        await pressed(page, 'button[value=confirm]');
        assert.match(await main(), text.confirmed);
        clock.set(Date.parse('2026-12-31T10:00:00+08:00'));
        assert.equal((await remindOfCertificates(system)).told, 1);
        assert.match(await follow('certificate_expiry'), text.told);
        if (way.script) {
          await pressed(page, 'button[value=renewed]');
          assert.match(await main(), text.thanks);
          const [row] = await writer('certificate').whereNotNull('renewed_on').orderBy('id', 'desc');
          assert.deepEqual([row?.email, row?.renewed_on], [null, '2026-12-31']);
        } else {
          await pressed(page, 'button[value=stop]');
          assert.match(await main(), text.stopped);
          assert.equal((await writer('certificate').where({ email })).length, 0);
          assert.equal((await writer('outbox').where({ recipient: email })).length, 0);
        }
        assert.deepEqual(visitor.errors, []);
        await visitor.close();
      });
    }
  });
}
