import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { launchBrowser } from '../support/browser.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { Visitor, validDetails } from '../web/booking/visitor.ts';

for (const engine of engines) {
  describe(`a walk through changing a booking [${engine}]`, function () {
    this.timeout(300_000);
    let hall: HallSystem;
    let browser: Browser;
    let reference: string;
    let token: string;
    before(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(mondayMorning);
      const details = { ...validDetails, email: 'wang@test.invalid' };
      const visitor = await new Visitor(hall).book(['RENEW'], details);
      reference = visitor.path.split('/')[2] ?? '';
      const booking = await bookingByReference(hall.system.database.reader, reference);
      token = hall.system.secrets.tokenFor('booking', booking?.id ?? '');
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await hall?.close();
    });

    const stored = () => bookingByReference(hall.system.database.reader, reference);

    for (const locale of ['zh-CN', 'en'] as const) {
      for (const script of [true, false]) {
        it(`changes, takes back, moves and chooses reminders in ${locale} ${script ? 'with' : 'without'} script`, async () => {
          const viewport = { width: script ? 1280 : 360, height: 900 };
          const context = await browser.newContext({ locale, viewport, javaScriptEnabled: script });
          const page = await context.newPage();
          const at = (part: string): string => `${hall.url}/bookings/${reference}${part}`;
          const before = await stored();
          await page.goto(at(`?token=${token}&lang=${locale}`));
          await page.goto(at('/change'));
          await page.check('input[value=UNLOCK]');
          await page.fill('[name="quantity-RENEW"]', '2');
          await page.click('main form .actions button');
          await page.click('main form button[name=start]');
          const changed = (await stored())?.services.map(({ code, quantity }) => `${code} × ${quantity}`);
          assert.deepEqual(changed?.sort(), ['RENEW × 2', 'UNLOCK × 1']);
          await page.click('form.undo button');
          assert.deepEqual((await stored())?.services, before?.services);
          await page.goto(at('/move'));
          await page.click('button.slot >> nth=1');
          assert.equal((await stored())?.start, before?.start, 'it asks before it is done');
          await page.click('button[name=confirmed]');
          assert.notEqual((await stored())?.start, before?.start);
          await page.click('form.undo button');
          assert.deepEqual((await stored())?.places, before?.places);
          await page.goto(at('/messages'));
          await page.check('input[value=hour_before]');
          await page.fill('#email', 'second@test.invalid');
          await page.check('#agreed');
          await page.click('main form .actions button');
          assert.deepEqual((await stored())?.second?.email, 'second@test.invalid');
          await page.click('#messages form button');
          assert.equal((await stored())?.second ?? null, null);
          await context.close();
        });
      }
    }
  });
}
