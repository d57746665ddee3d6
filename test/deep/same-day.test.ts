import assert from 'node:assert/strict';
import { makeMailbox } from '../../server/messages/mailbox.ts';
import { messageLinks } from '../../server/web/message-links.ts';
import { wordingContext } from '../messages/mail-fixture.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { changeRules } from '../support/site-rules.ts';
import { there } from '../support/there.ts';
import { unmarked } from '../support/unmarked.ts';
import { fill, finish, inspect, visitorWith } from '../web/booking/browsing.ts';

const site = 'BJ-TSY';
const promise = {
  'zh-CN': /可在.*前.*改期|改期或取消预约/,
  en: /you can (move|change|cancel)|move or cancel (it|the booking|your booking) (here|until)/i,
};
const honest = { 'zh-CN': /已不能在网上改期或取消/, en: /can no longer be (moved|changed|cancelled)/ };

for (const engine of engines) {
  describe(`a visit booked for the same day, 45 minutes ahead, in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });

    for (const [locale, script, n] of [
      ['zh-CN', true, 1],
      ['en', false, 2],
    ] as const)
      it(`promises no move by page, mail or calendar where changes end two hours before (${locale}, ${script ? 'with' : 'without'} script)`, async () => {
        const { hall, browser } = suite;
        hall.clock.set('2026-11-23T10:00:00+08:00');
        await changeRules(hall, site, { firstWorkingDay: 0, noticeMinutes: 30, cutOffMinutes: 120 });
        const context = await visitorWith(browser, locale, { script });
        const page = await context.newPage();
        page.on('pageerror', (error) => assert.fail(error));
        await page.goto(
          `${hall.url}/book/time?service=RENEW&answer=RENEW_STATE.VALID&site=${site}&day=2026-11-23`,
        );
        await page.locator('#offer button[name=start]:has-text("10:45")').click();
        await page.waitForURL(/\/book\/details/);
        await fill(page, locale, `1390000100${n}`);
        const email = `same${n}@test.invalid`;
        await page.locator('#details summary').click();
        await page.locator('#email').fill(email);
        await finish(page);
        assert.match(page.url(), /\/bookings\//);
        const main = unmarked(await page.locator('main').innerText());
        assert.match(main, /10:45/);
        assert.doesNotMatch(main, promise[locale]);
        assert.equal(await page.locator('main a[href$="/move"], main a[href$="/cancellation"]').count(), 0);
        if (script) await inspect(page, locale, 'a booking that cannot be changed any more');
        // the address is known to whoever has it: the page says the same
        const own = page.url().split('?')[0] ?? '';
        await page.goto(`${own}/move`);
        assert.equal(await page.locator('main button[name=start]').count(), 0);

        const { system } = hall;
        const { reader } = system.database;
        const rows = await reader('outbox').where({ recipient: email }).select('id', 'template', 'due_at');
        const words = { ...wordingContext, catalogue: system.catalogue, links: messageLinks(system) };
        const booked = there(rows.find(({ template }) => template === 'booked'));
        const mail = there(await makeMailbox(system.database, words).read(booked.id));
        assert.match(mail.text, honest[locale]);
        assert.doesNotMatch(mail.text, promise[locale]);
        const now = hall.clock.now();
        assert.ok(
          rows.every(({ due_at }) => Number(due_at) >= now),
          'nothing reminds in the past',
        );
        const calendar = await context.request.get(`${own}/calendar.ics`);
        const text = await calendar.text();
        assert.equal(calendar.status(), 200);
        for (const [, minutes = ''] of text.matchAll(/TRIGGER[^:]*:-PT(\d+)M/g))
          assert.ok(Number(minutes) <= 45, `an alarm ${minutes} minutes before lies in the past`);
        assert.doesNotMatch(text, /TRIGGER[^:]*:-P(T\d+H|\d+D)/);
        await context.close();
      });
  });
}
