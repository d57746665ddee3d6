import assert from 'node:assert/strict';
import { nowhere } from '../../server/domain/booking/origin.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { administratorAt } from '../browser/office-browser.ts';
import { inventedCreditCode } from '../support/credit-codes.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { changeRules } from '../support/site-rules.ts';
import { unmarked } from '../support/unmarked.ts';
import { confirm, details, fill, inspect, onwards, press, visitorWith } from '../web/booking/browsing.ts';

const site = 'BJ-TSY';
const waiting = `/book/waiting?service=RENEW&answer=RENEW_STATE.VALID&site=${site}`;
const said = {
  'zh-CN': {
    title: '正在候补',
    again: /已经在该网点的候补名单中/,
    limit: /该手机号同时候补的数量已达本网点上限/,
  },
  en: {
    title: 'On the waiting list',
    again: /You are on this office’s waiting list already/,
    limit: /This mobile number has reached this office’s limit of waiting-list entries/,
  },
};

for (const engine of engines) {
  describe(`joining the waiting list while demand is high, in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine, env: { RATE_LIMITS: 'on' } });

    for (const [locale, script] of [
      ['zh-CN', true],
      ['en', false],
    ] as const)
      it(`costs ${script ? 'work' : 'a code'} and no more, says who waits already and which limit is reached, and staff see it (${locale}, ${script ? 'with' : 'without'} script)`, async () => {
        const { hall, browser } = suite;
        hall.clock.set(mondayMorning);
        await changeRules(hall, site, { demandStarts: 1, waitingPerMobile: 5 });
        const { bookings, secrets, database } = hall.system;
        const id = secrets.newId();
        const start = Date.parse('2026-12-01T09:00:00+08:00');
        const services = [{ code: 'RENEW', quantity: 1 }];
        const from = { ...nowhere, browser: id };
        const hold = { type: 'hold', id, site, services, start, replaces: null, from } as const;
        assert.ok((await bookings.submit(hold, { actor: theHolder })).ok, 'somebody keeps a time');

        const context = await visitorWith(browser, locale, { script });
        await context.route(/\.(woff2?)(\?|$)/, (route) => route.abort());
        const page = await context.newPage();
        page.on('pageerror', (error) => assert.fail(error));
        const mobile = `1370000${script ? 1001 : 1002}`;
        const email = `waits-${locale}@test.invalid`.toLowerCase();
        const join = async () => {
          await page.goto(`${hall.url}${waiting}`);
          if (!script && (await page.locator('#work').count()) > 0) {
            await press(page, '#work a');
            await page.locator('#email').fill(email);
            await press(page, onwards);
            const sent = new URL(page.url()).searchParams.get('sent') ?? '';
            await page.locator('#code').fill(secrets.codeFor(sent));
            await press(page, onwards);
            assert.match(page.url(), /\/book\/waiting/);
          } else if (script) await inspect(page, locale, 'the form of the list while demand is high');
          await fill(page, locale, mobile);
          await page.locator('#email').fill(email);
          // with a script the form waits for the work and goes on by itself; what it leads to is a page of its own
          const came = page.waitForEvent('load', { timeout: 60_000 });
          await page.locator(confirm).last().click();
          await came;
        };
        await join();
        assert.match(page.url(), /\/waitlist\//);
        assert.equal(unmarked(await page.locator('h1').innerText()), said[locale].title);
        const [row] = await database.reader('waitlist_entry').where({ contact_mobile: mobile });
        assert.deepEqual([row?.state, row?.proven ?? null], ['waiting', script ? null : 'mail']);

        await join();
        assert.match(unmarked(await page.locator('main').innerText()), said[locale].again);
        await changeRules(hall, site, { waitingPerMobile: 1 });
        await page.goto(`${hall.url}${waiting}`);
        await changeRules(hall, site, { demandStarts: 1000 });
        await fill(page, locale, mobile);
        await page.locator('#creditCode').fill(inventedCreditCode(1));
        await page.locator('#email').fill(email);
        await press(page, confirm);
        assert.match(unmarked(await page.locator('#mobile-error').innerText()), said[locale].limit);
        await context.close();

        const desk = await administratorAt(hall, browser, `desk-${locale.slice(0, 2)}`);
        await desk.open(`/admin/waitlist?lang=${locale}`);
        assert.ok(unmarked(await desk.page.locator('main').innerText()).includes(details[locale].enterprise));
        assert.deepEqual(desk.errors, []);
        await desk.close();
        await database.writer('waitlist_entry').delete();
        await database.writer('place').whereNotNull('hold').delete();
        await database.writer('hold').delete();
      });
  });
}
