import assert from 'node:assert/strict';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';
import { fill, finish, press, visitorWith } from './browsing.ts';

describe('a browser that keeps nothing for pages', function () {
  this.timeout(60_000);
  const suite = hallAndBrowser();

  it('is not offered to remember the enterprise, and books all the same', async () => {
    const context = await visitorWith(suite.browser, 'zh-CN');
    await context.addInitScript({
      content: `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });`,
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(`${suite.hall.url}/book/time?service=UNLOCK&site=BJ-TSY`);
    await press(page, '#offer .slot');
    assert.ok(!(await page.locator('#remember').isVisible()));
    await fill(page, 'zh-CN', '13612345681');
    await finish(page);
    assert.match(page.url(), /\/bookings\//);
    assert.deepEqual(errors, []);
    await context.close();
  });
});
