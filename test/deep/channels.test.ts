import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { paths } from '../../server/web/paths.ts';
import { administratorAt } from '../browser/office-browser.ts';
import { type Gateway, openGateway } from '../messages/gateway.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { inspectAccess, press } from '../web/booking/browsing.ts';

describe('the channels of a site in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let gateway: Gateway;
  let page: Page;
  const list = paths.admin.act('sites', 'BJ-TSY', 'channels');
  const open = (path: string) => page.goto(`${suite.hall.url}${path}`);

  before(async () => {
    gateway = await openGateway();
    ({ page } = await administratorAt(suite.hall, suite.browser));
  });
  after(() => gateway?.close());

  it('an administrator connects a gateway, tests it, and reads what it answered', async () => {
    await open(list);
    await press(page, `main a[href$="/webhook"]`);
    await page.fill('#url', `${gateway.url}/sms`);
    await page.fill('#secret', 'a signing key of ours');
    await press(page, '.settings__actions .button');
    assert.equal(await page.locator('.notice--done').count(), 1);
    assert.equal(await page.inputValue('#secret'), '');
    gateway.answer = { status: 401, body: 'wrong signature' };
    await page.fill('#recipient', '138 0013 8000');
    await press(page, '.channel-test .button');
    assert.match((await page.locator('#test .notice--stop').textContent()) ?? '', /401/);
    gateway.answer = { status: 200, body: 'thanks' };
    await page.fill('#recipient', '138 0013 8000');
    await press(page, '.channel-test .button');
    assert.match((await page.locator('#test .notice--done').textContent()) ?? '', /200/);
    assert.equal(await page.locator('.channel-log tbody tr').count(), 2);
  });

  it('a mistake is told at its field, and the summary leads there', async () => {
    await page.fill('#url', 'gateway');
    await press(page, '.settings__actions .button');
    assert.equal(await page.locator('#url').getAttribute('aria-invalid'), 'true');
    await page.locator('.error-summary a').click();
    assert.equal(await page.evaluate('document.activeElement.id'), 'url');
  });

  for (const [locale, width] of [
    ['zh-CN', 360],
    ['en', 1280],
  ] as const)
    it(`nothing is wrong with the pages in ${locale}, ${width} pixels wide`, async () => {
      await page.setViewportSize({ width, height: 800 });
      const kinds = ['webhook', 'aliyun', 'tencent'] as const;
      for (const path of [list, ...kinds.map((kind) => paths.admin.channel('BJ-TSY', kind))]) {
        await open(`${path}?lang=${locale}`);
        await inspectAccess(page, path);
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        assert.ok(Number(wide) <= 0, `${path} scrolls sideways by ${wide} pixels`);
        const said = await page.locator('#main').innerText();
        if (locale === 'en') assert.doesNotMatch(said, /\p{Script=Han}/u, path);
      }
    });
});
