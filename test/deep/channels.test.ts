import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { paths } from '../../server/web/paths.ts';
import { type Gateway, openGateway } from '../messages/gateway.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { inspectAccess, press } from '../web/booking/browsing.ts';

const password = 'Correct-horse-7-battery';

describe('the channels of a site in a browser', function () {
  this.timeout(60_000);
  let hall: HallSystem;
  let gateway: Gateway;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const list = paths.admin.act('sites', 'BJ-TSY', 'channels');
  const open = (path: string) => page.goto(`${hall.url}${path}`);

  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
    gateway = await openGateway();
    const account = { username: 'boss', name: 'Wang', role: 'administrator', sites: [], password } as const;
    assert.ok((await createStaff(hall.system, { ...account, actor: 'test' })).ok);
    browser = await launchBrowser();
    context = await browser.newContext({ locale: 'zh-CN', bypassCSP: true });
    page = await context.newPage();
    await open(paths.staff.signIn());
    await page.fill('#username', 'boss');
    await page.fill('#password', password);
    await press(page, 'main button');
  });
  after(async () => {
    await context?.close();
    await browser?.close();
    await hall?.close();
    await gateway?.close();
  });

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
    assert.match((await page.locator('#test .notice--stop').textContent()) ?? '', /401 wrong signature/);
    gateway.answer = { status: 200, body: 'thanks' };
    await page.fill('#recipient', '138 0013 8000');
    await press(page, '.channel-test .button');
    assert.match((await page.locator('#test .notice--done').textContent()) ?? '', /200 thanks/);
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
