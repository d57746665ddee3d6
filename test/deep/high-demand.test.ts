import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { BookingRules } from '../../server/domain/booking/booking-rules.ts';
import { nowhere } from '../../server/domain/booking/origin.ts';
import { type Locale, locales } from '../../server/domain/catalogue/words.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { paths } from '../../server/web/paths.ts';
import { administratorAt } from '../browser/office-browser.ts';
import { openPostOffice, type PostOffice } from '../messages/post-office.ts';
import { inventedCreditCode } from '../support/credit-codes.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { mondayMorning } from '../support/hall-system.ts';
import { changeRules } from '../support/site-rules.ts';
import { unmarked } from '../support/unmarked.ts';
import {
  fill,
  finish,
  inspect,
  inspectAccess,
  onwards,
  press,
  visitorWith,
} from '../web/booking/browsing.ts';

const times = '/book/time?service=UNLOCK&site=BJ-TSY';
const said = {
  'zh-CN': {
    working: '您的浏览器正在验证',
    wanted: /需要先由浏览器完成一个简短的验证，或输入发送给您的验证码/,
    full: /暂时不能再保留时段/,
    slot: /贵企业在这一时段的预约已达本网点上限/,
    wrong: /验证码不正确/,
  },
  en: {
    working: 'Your browser is doing the check',
    wanted: /complete a short check first, or you enter a code that is sent to you/,
    full: /no more times can be kept/,
    slot: /has reached this office’s limit of bookings at this time/,
    wrong: /not the code that was sent/,
  },
} as const;

for (const engine of engines) {
  describe(`booking while demand is high, in a browser [${engine}]`, function () {
    this.timeout(300_000);
    let office: PostOffice;
    const env: Record<string, string> = { RATE_LIMITS: 'on' };
    before(async () => {
      office = await openPostOffice();
      env['SMTP_URL'] = office.url;
    });
    after(() => office.close());
    const suite = hallAndBrowser({ engine, env });
    let people = 0;
    const rules = async (change: Partial<BookingRules>) => {
      await changeRules(suite.hall, 'BJ-TSY', change);
      suite.hall.system.catalogueCache.forget();
    };
    const failed: string[] = [];
    let page: Page;
    const visit = async (locale: Locale, options: Parameters<typeof visitorWith>[2] = {}) => {
      page = await (await visitorWith(suite.browser, locale, options)).newPage();
      page.on('pageerror', (error) => failed.push(error.message));
    };

    beforeEach(async () => {
      suite.hall.clock.set(mondayMorning);
      const { writer } = suite.hall.system.database;
      await writer('booking_origin').delete();
      await writer('place').whereNotNull('hold').delete();
      await writer('hold').delete();
      await rules({ demandStarts: 1000, holdsAtOnce: 60, enterprisePerSlot: 2 });
      failed.length = 0;
    });
    afterEach(async () => {
      await page.context().close();
      assert.deepEqual(failed, []);
    });

    /** Somebody else has just kept a time, which is much here. */
    const crowd = async () => {
      const { bookings, secrets } = suite.hall.system;
      const id = secrets.newId();
      const start = Date.parse('2026-12-01T09:00:00+08:00');
      const services = [{ code: 'UNLOCK', quantity: 1 }];
      const from = { ...nowhere, browser: id };
      const hold = { type: 'hold', id, site: 'BJ-TSY', services, start, replaces: null, from } as const;
      const held = await bookings.submit(hold, { actor: theHolder });
      assert.equal(held.ok ? 'kept' : held.code, 'kept');
      await rules({ demandStarts: 1 });
    };
    const firstTime = () => page.locator('#offer .slot').first();
    const onToDetails = (choose: () => Promise<void>) =>
      Promise.all([page.waitForURL(/\/book\/details/, { timeout: 60_000 }), choose()]);
    const fillAs = async (locale: Locale, enterprise: number) => {
      people += 1;
      await fill(page, locale, `1360000${1000 + people}`);
      await page.locator('#creditCode').fill(inventedCreditCode(enterprise));
    };
    const isBooked = () => assert.match(new URL(page.url()).pathname, /^\/bookings\//);

    for (const locale of locales) {
      for (const width of [360, 1280]) {
        it(`asks a browser for work by itself, and no tap more, at ${width} px in ${locale}`, async () => {
          await crowd();
          await visit(locale, { width });
          await page.goto(suite.hall.url + times);
          assert.match(unmarked(await page.locator('#work').innerText()), said[locale].wanted);
          assert.equal(await page.locator('.work__say').isVisible(), true);
          await inspect(page, locale, 'times while demand is high');
          // by keyboard, while the work may still be done: the choice waits for it
          await onToDetails(() => firstTime().press('Enter'));
          await fillAs(locale, people);
          await finish(page);
          isBooked();
        });
      }

      it(`shows nothing of it in quiet hours in ${locale}`, async () => {
        await visit(locale);
        await page.goto(suite.hall.url + times);
        assert.equal(await page.locator('#work').count(), 0);
        await press(page, '#offer .slot');
        await fillAs(locale, people);
        await finish(page);
        isBooked();
      });

      it(`goes on by itself when demand rose after the page was shown, in ${locale}`, async () => {
        await visit(locale);
        await page.goto(suite.hall.url + times);
        await crowd();
        await onToDetails(() => firstTime().click());
        await fillAs(locale, people);
        await finish(page);
        isBooked();
      });

      it(`takes a code that was mailed where there is no script, and speaks of no work, in ${locale}`, async () => {
        await crowd();
        await visit(locale, { script: false });
        await page.goto(suite.hall.url + times);
        await press(page, '#offer .slot');
        const text = unmarked(await page.locator('#work').innerText());
        assert.match(text, said[locale].wanted);
        assert.ok(!text.includes(said[locale].working), 'nothing works without a script');
        await press(page, '#work a');
        const email = `n${people}${locale}@enterprise.example`.toLowerCase();
        await page.locator('#email').fill(email);
        await press(page, onwards);
        await page.locator('#code').fill('12');
        await press(page, onwards);
        assert.match(unmarked(await page.locator('#code-error').innerText()), said[locale].wrong);
        await page.locator('#code').fill(await codeMailedTo(email));
        await press(page, onwards);
        assert.equal(await page.locator('#work').count(), 0);
        await press(page, '#offer .slot');
        assert.match(page.url(), /\/book\/details/);
        await fillAs(locale, people);
        await page.locator('#details summary').click();
        await page.locator('#email').fill(email);
        await finish(page);
        isBooked();
      });

      it(`says in true words that no more times can be kept, in ${locale}`, async () => {
        await crowd();
        await rules({ holdsAtOnce: 1, demandStarts: 1000 });
        await visit(locale);
        await page.goto(suite.hall.url + times);
        await press(page, '#offer .slot');
        assert.match(unmarked(await page.locator('.notice--stop').innerText()), said[locale].full);
        await inspect(page, locale, 'a limit that is reached');
      });

      it(`an administrator sets a limit, and the next booking is refused in words that name it, in ${locale}`, async () => {
        const width = locale === 'en' ? 1280 : 360;
        const desk = await administratorAt(suite.hall, suite.browser, `li-${locale.slice(0, 2)}`);
        await desk.page.setViewportSize({ width, height: 800 });
        await desk.open(`${paths.admin.act('sites', 'BJ-TSY', 'rules')}?lang=${locale}`);
        await inspectAccess(desk.page, `the rules of a site (${locale})`);
        assert.ok(Number(await desk.page.evaluate('document.documentElement.scrollWidth - innerWidth')) <= 0);
        await desk.page.fill('#enterprisePerSlot', 'many');
        await desk.press('.settings__actions .button');
        assert.equal(await desk.page.getAttribute('#enterprisePerSlot', 'aria-invalid'), 'true');
        await desk.page.fill('#enterprisePerSlot', '1');
        await desk.press('.settings__actions .button');
        assert.equal(await desk.page.locator('.notice--done').count(), 1);
        await desk.close();

        await visit(locale);
        const enterprise = 900_000 + people;
        for (const round of [1, 2]) {
          await page.goto(`${suite.hall.url}${times}&day=2026-12-0${locale === 'en' ? 2 : 3}`);
          await press(page, '#offer .slot');
          await fillAs(locale, enterprise);
          await finish(page);
          if (round === 1) isBooked();
        }
        assert.match(unmarked(await page.locator('.notice--stop').innerText()), said[locale].slot);
        await inspect(page, locale, 'a limit of an enterprise');
      });
    }

    /** What stands in the mail, once it has arrived. */
    async function codeMailedTo(email: string): Promise<string> {
      for (;;) {
        const arrived = new Promise<void>((resolve) => {
          office.onAccepted = async () => resolve();
        });
        await suite.hall.delivery.deliverDue();
        const mail = office.mails.find(({ to }) => JSON.stringify(to).includes(email));
        const [code] = /\b\d{6}\b/.exec(mail?.text ?? '') ?? [];
        if (code !== undefined) return code;
        await arrived;
      }
    }
  });
}
