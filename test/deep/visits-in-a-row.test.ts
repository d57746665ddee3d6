import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { launchBrowser } from '../support/browser.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { Visitor, validDetails } from '../web/booking/visitor.ts';

for (const engine of engines) {
  describe(`a walk through booking for another enterprise [${engine}]`, function () {
    this.timeout(300_000);
    let hall: HallSystem;
    let browser: Browser;
    before(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(mondayMorning);
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await hall?.close();
    });
    beforeEach(() => hall.system.database.writer('booking').update({ credit_code: '', limit_key: null }));

    for (const [index, locale] of (['zh-CN', 'en'] as const).entries()) {
      for (const script of [true, false]) {
        it(`books a second visit beside the first and shows both in ${locale} ${script ? 'with' : 'without'} script`, async () => {
          const mobile = `1350000000${index * 2 + Number(script)}`;
          const details = { ...validDetails, mobile, email: 'agent@test.invalid' };
          const visitor = await new Visitor(hall).book(['RENEW'], details);
          const reference = visitor.path.split('/')[2] ?? '';
          const first = await bookingByReference(hall.system.database.reader, reference);
          const token = hall.system.secrets.tokenFor('booking', first?.id ?? '');
          const viewport = { width: script ? 1280 : 360, height: 900 };
          const context = await browser.newContext({ locale, viewport, javaScriptEnabled: script });
          const page = await context.newPage();
          page.setDefaultTimeout(10_000);
          await page.goto(`${hall.url}/bookings/${reference}?token=${token}&lang=${locale}`);
          await page.click('#row form button');
          await page.check('input[value=RENEW]');
          await page.click('main form button.button--large');
          await page.waitForURL('**/book/checklist**');
          while ((await page.locator('main form input[name=question]').count()) > 0) {
            const yes = page.locator('main input[name=answer][value=YES]');
            await ((await yes.count()) > 0 ? yes : page.locator('#answer-0')).check();
            await page.click('main form button.button');
          }
          await page.goto(page.url().replace('/book/checklist', '/book/time'));
          await page.click('.beside button >> nth=0');
          assert.equal(await page.inputValue('#mobile'), mobile);
          assert.equal(await page.inputValue('#enterprise'), '');
          await page.fill('#enterprise', '腾达电子有限公司');
          await page.fill('#creditCode', '914403001922038216');
          await page.check('#consent');
          await page.click('main form button.button--large');
          if (!script) {
            await page.waitForURL(/\/book\/check/);
            await page.click('#book-check button.button--large');
          }
          await page.waitForURL(/\/bookings\//);
          await page.click('#row a');
          assert.equal(await page.locator('.visits > li').count(), 2);
          await page.click(`.visits a:has-text("${reference}")`);
          assert.ok(page.url().includes(reference));
          await context.close();
        });
      }
    }
  });
}
