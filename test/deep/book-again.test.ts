import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { launchBrowser } from '../support/browser.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { Visitor, validDetails } from '../web/booking/visitor.ts';

for (const engine of engines) {
  describe(`a walk through booking again [${engine}]`, function () {
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

    const stored = (reference: string) => bookingByReference(hall.system.database.reader, reference);

    for (const [index, locale] of (['zh-CN', 'en'] as const).entries()) {
      for (const script of [true, false]) {
        it(`one press, one time, one look, in ${locale} ${script ? 'with' : 'without'} script`, async () => {
          const mobile = `1380013800${index * 2 + Number(script)}`;
          const details = { ...validDetails, mobile, email: 'wang@test.invalid' };
          const visitor = await new Visitor(hall).book(['RENEW'], details);
          const reference = visitor.path.split('/')[2] ?? '';
          const before = await stored(reference);
          const token = hall.system.secrets.tokenFor('booking', before?.id ?? '');
          const viewport = { width: script ? 1280 : 360, height: 900 };
          const context = await browser.newContext({ locale, viewport, javaScriptEnabled: script });
          const page = await context.newPage();
          await page.goto(`${hall.url}/bookings/${reference}?token=${token}&lang=${locale}`);
          await page.click('form[action$="/again"] button');
          await page.waitForURL('**/book/time?**');
          await page.click('a[href*="day="] >> nth=-1');
          await page.click('button.slot >> nth=0');
          await page.waitForURL('**/book/check?**');
          assert.ok(!page.url().includes(mobile));
          assert.ok((await page.content()).includes(mobile));
          const width = await page.evaluate('document.documentElement.scrollWidth');
          assert.ok(Number(width) <= viewport.width);
          await page.click('#book-check button[type=submit], #book-check button:not([type])');
          await page.waitForURL('**/bookings/**');
          const made = await stored(/bookings\/([\w-]+)/.exec(page.url())?.[1] ?? '');
          assert.notEqual(made?.reference, reference);
          assert.deepEqual(
            [made?.services, made?.enterprise, made?.contact],
            [before?.services, before?.enterprise, before?.contact],
          );
          await context.close();
        });
      }
    }
  });
}
