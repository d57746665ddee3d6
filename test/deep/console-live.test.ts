import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { faults } from '../web/counter/faults.ts';
import { password, signedIn } from '../web/counter/signed-in.ts';

describe('the console in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let context: BrowserContext;
  let username: string;
  const address = '/counter/BJ-TSY-1';
  const number = (page: Page, text: string) =>
    page.waitForFunction(
      (wanted) => document.querySelector('[data-current-number]')?.textContent === wanted,
      text,
    );
  const signIn = async (page: Page) => {
    await signInByBrowser(page, suite.hall.url, { username, password });
    await page.goto(suite.hall.url + address);
  };
  const take = async () => {
    const id = suite.hall.system.secrets.newId();
    const services = [{ code: 'RENEW', quantity: 1 }];
    await suite.hall.system.halls.submit(
      'BJ-TSY',
      { type: 'walk_in', id, services, priority: false, byStaff: true },
      { actor: theSystem },
    );
  };

  before(async () => {
    username = (await signedIn(suite.hall, 'manager')).username;
  });
  beforeEach(async () => {
    context = await suite.browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
  });
  afterEach(() => context.close());

  it('is worked with keys, fits one screen, and two tabs agree', async () => {
    const [one, two] = [await context.newPage(), await context.newPage()];
    await signIn(one);
    await two.goto(suite.hall.url + address);
    await one.click('form[data-verb="open"] button');
    await two.waitForSelector('[data-counter-state="open"]');
    await take();
    await one.waitForSelector('[data-next="A001"]');
    await one.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await one.keyboard.press('Space');
    await Promise.all([number(one, 'A001'), number(two, 'A001')]);
    assert.deepEqual(await faults(one), []);
    const [height, width] = await one.evaluate(() => [
      document.documentElement.scrollHeight,
      document.documentElement.scrollWidth,
    ]);
    assert.deepEqual([height, width], [720, 1280]);
    await two.keyboard.press('s');
    await one.waitForSelector('.console__now--serving');
    await one.check('[data-check]');
    await take();
    await one.waitForSelector('[data-next="A002"]');
    assert.ok(await one.isChecked('[data-check]'));
    await one.keyboard.press('f');
    await Promise.all([one, two].map((page) => page.waitForSelector('.console__now--idle')));
    assert.deepEqual(await faults(one), []);
  });

  it('has a button for every key, and every key presses its button', async () => {
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`${suite.hall.url}/counter/BJ-TSY-4`);
    const shown = (state: string) => page.waitForSelector(`.console__now--${state}`);
    const press = (verb: string, key: string) =>
      Promise.all([
        page.waitForResponse((response) => response.url().endsWith(`/BJ-TSY-4/${verb}`)),
        page.keyboard.press(key),
      ]);
    await page.click('form[data-verb="open"] button');
    await shown('idle');
    for (let people = 0; people < 4; people += 1) await take();
    await page.waitForFunction(() => document.querySelectorAll('.console__waiting li').length >= 4);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('next', 'Space');
    await shown('called');
    const keys = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-key], [data-menu-key]')]
        .filter((each) => each.offsetParent !== null)
        .map(({ dataset }) => dataset['key'] ?? dataset['menuKey']),
    );
    assert.deepEqual(keys.sort(), [' ', ...'123?bcdefhmnprstz']);
    for (const times of [2, 3]) {
      await press('recall', 'r');
      await page.getByText(`呼叫中，第 ${times} 次`).waitFor();
    }
    await press('missed', 'm');
    await shown('idle');
    await press('next', 'Space');
    await shown('called');
    await press('park', 'p');
    await shown('idle');
    await press('next', 'Space');
    await shown('called');
    await press('start', 's');
    await shown('serving');
    await page.keyboard.press('t');
    await page.waitForSelector('details[data-menu="transfer"][open] button:focus');
    await page.keyboard.press('h');
    await page.waitForSelector('details[data-menu="help"][open] button:focus');
    assert.equal(await page.locator('details[open]').count(), 1);
    await press('help', 'Enter');
    await page.waitForSelector('.small-command--asked');
    await page.keyboard.press('Escape');
    await page.waitForSelector('details[open]', { state: 'detached' });
    await press('finish', 'f');
    await shown('idle');
  });

  it('goes on with plain forms and questions when no socket can be had, and says so', async () => {
    await context.routeWebSocket(/socket\.io/, (socket) => socket.close());
    const page = await context.newPage();
    await page.clock.install();
    await signIn(page);
    await page.goto(`${suite.hall.url}/counter/BJ-TSY-5`);
    await page.getByText('实时更新中断').waitFor();
    await page.click('form[data-verb="open"] button');
    await page.waitForSelector('[data-counter-state="open"]');
    const before = (await page.getAttribute('.console', 'data-version')) ?? '';
    await take();
    await page.clock.runFor(5000);
    await page.waitForFunction(
      (old) => document.querySelector('.console')?.getAttribute('data-version') !== old,
      before,
    );
    assert.deepEqual(await faults(page), []);
  });

  it('pauses for a reason in the clerk’s own words', async () => {
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`${suite.hall.url}/counter/BJ-TSY-3`);
    await page.click('form[data-verb="open"] button');
    await page.click('details[data-menu="pause"] summary');
    await page.fill('#pause-reason', '打印机卡纸');
    await page.press('#pause-reason', 'Enter');
    await page.waitForSelector('[data-counter-state="paused"]');
    assert.match((await page.textContent('.console__now')) ?? '', /打印机卡纸/);
    await page.click('.console__idle form[data-verb="resume"] button');
    await page.waitForSelector('[data-counter-state="open"]');
    await page.click('form[data-verb="close"] button');
    await page.waitForSelector('[data-counter-state="closed"]');
  });

  it('says at once that the connection is lost, and shows the truth when it is back', async () => {
    const page = await context.newPage();
    await signIn(page);
    await page.waitForFunction(() => document.querySelector<HTMLElement>('[data-lost]')?.hidden === true);
    const before = await page.getAttribute('.console', 'data-version');
    await context.setOffline(true);
    await page.waitForSelector('[data-lost]:not([hidden])', { timeout: 2000 });
    await take();
    await context.setOffline(false);
    await page.waitForFunction(
      (old) => document.querySelector('.console')?.getAttribute('data-version') !== old,
      before,
      { timeout: 20_000 },
    );
  });

  it('keeps what the server refused in sight while the hall goes on', async () => {
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`${suite.hall.url}/counter/BJ-TSY-3`);
    await page.click('form[data-verb="open"] button');
    await page.waitForSelector('[data-counter-state="open"]');
    // a button that could not be pressed on a page that knows the state
    await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('form[data-verb="recall"]');
      form?.querySelector('button')?.removeAttribute('disabled');
      form?.requestSubmit();
    });
    await page.waitForSelector('.console__notice[role="alert"]');
    const before = (await page.getAttribute('.console', 'data-version')) ?? '';
    await take();
    await page.waitForFunction(
      (old) => document.querySelector('.console')?.getAttribute('data-version') !== old,
      before,
    );
    assert.match((await page.textContent('.console__notice')) ?? '', /没有排队号/);
  });

  it('works without scripts', async () => {
    const plain = await suite.browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await plain.newPage();
    await signIn(page);
    await page.goto(`${suite.hall.url}/counter/BJ-TSY-2`);
    await page.click('form[data-verb="open"] button');
    await take();
    await page.click('form[data-verb="next"] button');
    await page.waitForSelector('.console__now--called');
    await page.click('.console__keys form[data-verb="finish"] button');
    await page.click('[data-ask] form[data-verb="finish"] button');
    await page.waitForSelector('.console__now--idle');
    await plain.close();
  });
});
