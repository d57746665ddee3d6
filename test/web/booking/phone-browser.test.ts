import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { hallAndBrowser } from '../../support/hall-and-browser.ts';
import { mondayMorning } from '../../support/hall-system.ts';
import { changeSite } from '../../support/site-rules.ts';
import { unmarked } from '../../support/unmarked.ts';
import { fill, finish, inspect, press, visitorWith } from './browsing.ts';

const offices = '/book/time?service=UNLOCK';
const here = { latitude: 39.9, longitude: 116.4 };

describe('booking on a telephone', () => {
  const suite = hallAndBrowser();

  beforeEach(() => suite.hall.clock.set(mondayMorning));

  const located = async () => {
    // about 30, 3 and no kilometres known; invented, because nobody has published them
    const places = {
      'BJ-AIRPORT': { latitude: 40.17, longitude: 116.4 },
      'BJ-ZGC': { latitude: 39.927, longitude: 116.4 },
    };
    for (const [site, position] of Object.entries(places))
      await changeSite(suite.hall, site, (one) => ({ ...one, position }));
  };
  const names = async (page: Page): Promise<string[]> =>
    (await page.locator('.city').first().locator('.office__name').allTextContents()).map((name) =>
      unmarked(name).trim(),
    );

  it('offers no order by distance before it is known where the offices are', async function () {
    this.timeout(60_000);
    const context = await visitorWith(suite.browser, 'zh-CN');
    const page = await context.newPage();
    await page.goto(suite.hall.url + offices);
    assert.equal(await page.locator('[data-distance]').count(), 0);
    await context.close();
  });

  it('asks where somebody is when the button is pressed, sorts in the browser, and tells the server nothing', async function () {
    this.timeout(60_000);
    await located();
    const context = await visitorWith(suite.browser, 'zh-CN');
    await context.grantPermissions(['geolocation'], { origin: suite.hall.url });
    await context.setGeolocation(here);
    const page = await context.newPage();
    await page.goto(suite.hall.url + offices);
    const before = await names(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.locator('[data-distance]').click();
    await page.locator('.office__distance:visible').first().waitFor();
    const after = await names(page);
    assert.deepEqual(after.slice(0, 2), ['中关村海关', '首都机场海关'], String(before));
    assert.deepEqual(after.toSorted(), before.toSorted(), 'none is lost');
    const said = await page.locator('.office__distance:visible').allTextContents();
    assert.deepEqual(said, ['约 3 公里', '约 30 公里']);
    assert.match(unmarked((await page.locator('#distance-said').textContent()) ?? ''), /由近到远/);
    assert.deepEqual(
      asked.filter((one) => /39\.9|116\.4/.test(one)),
      [],
    );
    await inspect(page, 'zh-CN', 'offices by distance');
    await context.close();
  });

  it('says so when the position is refused, and leaves the offices as they were', async function () {
    this.timeout(60_000);
    await located();
    const context = await visitorWith(suite.browser, 'en');
    const page = await context.newPage();
    await page.goto(suite.hall.url + offices);
    const before = await names(page);
    await page.locator('[data-distance]').click();
    await page.locator('#distance-said', { hasText: 'did not share' }).waitFor();
    assert.deepEqual(await names(page), before);
    await context.close();
  });

  it('copies the link without a clipboard, or shows it selected; day and office are larger than the code', async function () {
    this.timeout(60_000);
    const context = await visitorWith(suite.browser, 'zh-CN');
    await context.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => window.copies === true;`);
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}${offices}&site=BJ-TSY`);
    await press(page, '#offer .slot');
    await fill(page, 'zh-CN', '13512345670');
    await finish(page);
    const link = await page.locator('#own-link').inputValue();
    const copy = page.locator('#keep [data-copy]');
    await copy.click();
    await page.locator('#own-link-said', { hasText: '已选中链接' }).waitFor();
    assert.equal(await page.evaluate('getSelection().toString() || document.activeElement.value'), link);
    await page.evaluate('window.copies = true');
    await copy.click();
    await page.locator('#own-link-said', { hasText: '已复制' }).waitFor();
    const sizes = await Promise.all(
      ['h1.when', '.booking-head__where > strong', '.booking-head .reference'].map((part) =>
        page.locator(part).evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
      ),
    );
    const [day = 0, office = 0, reference = 0] = sizes;
    assert.ok(day > reference && office > reference, String(sizes));
    await context.close();
  });

  it('tells who listens each paragraph as one text, names buttons without a gap, and copies what is read', async function () {
    this.timeout(60_000);
    const context = await visitorWith(suite.browser, 'zh-CN');
    await context.route(/\.woff2?$|noto-sans-sc/, (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${suite.hall.url}/services/RENEW`);
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const told = nodes
      .filter(({ role }) => role?.value === 'StaticText')
      .map(({ name }) => String(name?.value));
    const lede = unmarked((await page.locator('.lede').textContent()) ?? '');
    assert.ok(told.map(unmarked).includes(lede), `${lede} is told in parts`);
    const gaps = nodes.filter(({ name }) => /\p{Script=Han}\u0020\p{Script=Han}/u.test(String(name?.value)));
    assert.deepEqual(
      gaps.filter(({ role }) => ['link', 'button'].includes(String(role?.value))),
      [],
    );
    const copied = await page.evaluate(() => {
      getSelection()?.selectAllChildren(document.querySelector('.lede') ?? document.body);
      const event = new ClipboardEvent('copy', {
        clipboardData: new DataTransfer(),
        cancelable: true,
        bubbles: true,
      });
      document.dispatchEvent(event);
      return event.clipboardData?.getData('text/plain');
    });
    assert.equal(copied, lede);
    await context.close();
  });
});
