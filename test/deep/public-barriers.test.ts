import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { patternOf } from '../../server/web/declared-page.ts';
import { publicPages } from '../../server/web/public/public-pages.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { exampleOf, plainExamples } from '../support/route-examples.ts';
import { inspect, inspectAccess, visitorWith } from '../web/booking/browsing.ts';

/** Every page that informs, and others of a kind that its example does not show. */
const pages = [
  ...publicPages
    .filter(({ answers = 'page' }) => answers === 'page')
    .map((page) => exampleOf(patternOf(page), plainExamples, {})),
  '/services/NEW',
  '/services/ADD_DECLARANT',
  '/sites/BJ-CCB',
  '/sites/HZ',
  '/bookings',
  '/accessibility',
  '/nothing-here',
];

/** With forms, calendars and times, which have colours of their own. */
const byNight = [...pages, '/book?service=RENEW', '/book/time?service=UNLOCK&site=BJ-TSY'];

describe('the public pages', () => {
  const suite = hallAndBrowser();

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`have no barrier, no foreign word and no sideways scroll at 320 px, nor at 200 % with large type (${locale})`, async function () {
      this.timeout(300_000);
      const context = await visitorWith(suite.browser, locale, { width: 320 });
      await context.route(/\.woff2?$|noto-sans-sc/, (route) => route.abort());
      const page = await context.newPage();
      for (const address of pages) {
        await page.goto(suite.hall.url + address, { waitUntil: 'domcontentloaded' });
        await inspect(page, locale, address);
      }
      // 200 % of a window 1280 wide leaves 640 CSS pixels
      await page.setViewportSize({ width: 640, height: 400 });
      for (const address of pages) {
        await page.goto(`${suite.hall.url}${address}?type=large`, { waitUntil: 'domcontentloaded' });
        assert.ok((await sideways(page)) <= 0, `${address} scrolls sideways at 200 %`);
      }
      await context.close();
    });
  }

  it('have no barrier by night either, and are dark then', async function () {
    this.timeout(300_000);
    const context = await visitorWith(suite.browser, 'zh-CN', { width: 1280 });
    await context.route(/\.woff2?$|noto-sans-sc/, (route) => route.abort());
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const address of byNight) {
      await page.goto(suite.hall.url + address, { waitUntil: 'domcontentloaded' });
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      assert.equal(ground, 'rgb(14, 22, 30)', address);
      await inspectAccess(page, `${address} by night`);
    }
    await context.close();
  });
});

/** Pixels that the page is wider than its window. */
async function sideways(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
}
