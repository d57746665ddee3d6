import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { paths } from '../../server/web/paths.ts';
import { administratorAt } from '../browser/office-browser.ts';
import { bookByApi } from '../support/book-by-api.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { inspect, inspectAccess, press } from '../web/booking/browsing.ts';

for (const engine of engines) {
  describe(`the outbox in a browser [${engine}]`, function () {
    this.timeout(300_000);
    const suite = hallAndBrowser({ engine });
    let page: Page;
    let reference = '';

    before(async () => {
      const contact = { name: '王芳', mobile: '13800138000', email: 'wang@enterprise.invalid' };
      ({ reference } = await bookByApi(suite.hall, 'BJ-TSY', contact));
      await suite.hall.delivery.deliverDue();
      ({ page } = await administratorAt(suite.hall, suite.browser));
      await page.setViewportSize({ width: 1280, height: 900 });
    });

    it('shows what was written about a booking, when there is no mail server, to whoever looks for it', async () => {
      await page.goto(`${suite.hall.url}${paths.admin.outbox()}?q=${reference}&state=kept`);
      await inspect(page, 'zh-CN', 'the outbox');
      await press(page, 'main tbody a');
      assert.match((await page.locator('h1').textContent()) ?? '', /预约成功/);
      // names of files are in no language
      await inspectAccess(page, 'a message');
    });

    it('shows the mail in a frame that cannot run anything, with the code in it', async () => {
      const element = page.locator('iframe.mail-frame');
      assert.doesNotMatch(
        (await element.getAttribute('sandbox')) ?? 'allow-scripts',
        /scripts|same-origin|forms/,
      );
      const frame = page.frameLocator('iframe.mail-frame');
      assert.match((await frame.locator('body').textContent()) ?? '', new RegExp(reference));
      const code = frame.locator('img').first();
      await code.waitFor();
      assert.ok(((await code.getAttribute('src')) ?? '').startsWith('data:image/png;base64,'));
      const drawn = await code.boundingBox();
      assert.ok(drawn !== null && drawn.width > 100, 'the code is drawn');
    });

    it('shows the same in plain text, which breaks its lines on a small phone', async () => {
      const plain = page.locator('.mail-plain');
      assert.match((await plain.textContent()) ?? '', new RegExp(`预约号：${reference}`));
      await page.setViewportSize({ width: 360, height: 740 });
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.ok(Number(wide) <= 0, `scrolls sideways by ${wide} pixels`);
      await page.setViewportSize({ width: 1280, height: 900 });
    });

    it('lists the attachments and gives them out', async () => {
      const links = page.locator('main ul a[href*="/files/"]');
      assert.deepEqual(await links.allInnerTexts(), [`${reference}.png`, 'visit.ics']);
      const [download] = await Promise.all([page.waitForEvent('download'), links.last().click()]);
      assert.equal(download.suggestedFilename(), 'visit.ics');
      const answer = await page.request.get(`${suite.hall.url}${await links.last().getAttribute('href')}`);
      assert.match(await answer.text(), /METHOD:REQUEST/);
    });

    it('is the same in English: the page for its reader, the mail for whoever booked', async () => {
      const visit = bookCommand({
        id: 'english',
        site: 'BJ-AIRPORT',
        start: '2026-11-25T10:00:00+08:00',
        mobile: '13900139000',
        locale: 'en',
        contact: { name: 'Li Ming', mobile: '13900139000', email: 'li@enterprise.invalid', telephone: null },
        enterprise: { name: 'Example Trading', creditCode: '91110108551385082Q', customsCode: null },
      });
      assert.ok((await suite.hall.system.bookings.submit(visit, { actor: theSystem })).ok);
      await suite.hall.delivery.deliverDue();
      const message = page.url();
      await page.goto(`${suite.hall.url}${paths.admin.outbox()}?lang=en&q=li@enterprise`);
      await inspectAccess(page, 'the outbox in English');
      await press(page, 'main tbody tr:has-text("Visit booked") a');
      assert.match((await page.locator('h1').textContent()) ?? '', /^Visit booked: Wed 25 November, 10:00/);
      const body = page.frameLocator('iframe.mail-frame').locator('body');
      assert.match(
        (await body.innerText()) ?? '',
        /Dear Li Ming,[\s\S]*Check in with this code[\s\S]*What to bring/,
      );
      assert.match((await page.locator('.mail-plain').innerText()) ?? '', /Time: Wednesday 25 November 2026/);
      await page.goto(`${message}?lang=zh-CN`);
    });

    it('sends a dead message again by its button', async () => {
      const gone = { state: 'dead', last_error: '451 later' } as const;
      const booked = { template: 'booked', site: 'BJ-TSY' } as const;
      await suite.hall.system.database.writer('outbox').where(booked).update(gone);
      await page.reload();
      assert.match((await page.locator('main').textContent()) ?? '', /451 later/);
      await press(page, 'form[action$="/send-again"] button');
      assert.equal(await page.locator('.notice--done').count(), 1);
      assert.equal(await page.locator('form[action$="/send-again"]').count(), 0);
      await suite.hall.delivery.deliverDue();
      const row = (await suite.hall.system.database.reader('outbox').where(booked).first()) as {
        state: string;
      };
      assert.equal(row.state, 'kept');
    });
  });
}
