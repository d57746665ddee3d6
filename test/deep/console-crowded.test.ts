import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { loadHall } from '../../server/store/queue/hall-query.ts';
import { paths } from '../../server/web/paths.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { crowdHall } from '../web/counter/crowded-hall.ts';
import { faults } from '../web/counter/faults.ts';
import { password, type Somebody, signedIn } from '../web/counter/signed-in.ts';

describe('a console with much to show', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  let manager: Somebody;
  let counter: string;
  const contexts = new Map<string, Promise<BrowserContext>>();
  const signedInContext = async (locale: string): Promise<BrowserContext> => {
    const context = await suite.browser.newContext({ viewport: { width: 1280, height: 720 }, locale });
    const page = await context.newPage();
    await signInByBrowser(page, suite.hall.url, { username: manager.username, password });
    await page.close();
    return context;
  };
  const open = async (locale: string, path: string): Promise<Page> => {
    const context = contexts.get(locale) ?? signedInContext(locale);
    contexts.set(locale, context);
    const page = await (await context).newPage();
    await page.goto(suite.hall.url + path);
    return page;
  };

  before(async () => {
    manager = await signedIn(suite.hall, 'manager');
    counter = await crowdHall(suite.hall);
  });
  afterEach(async () => {
    for (const context of contexts.values()) for (const page of (await context).pages()) await page.close();
  });

  for (const locale of ['zh-CN', 'en']) {
    it(`fits one screen of 1280 × 720 without scrolling [${locale}]`, async () => {
      const page = await open(locale, paths.counter.console(counter));
      await page.waitForSelector('.console__now--called');
      await page.evaluate(() => document.fonts.ready);
      // lists and notes of any length scroll by themselves; what is shown of the visitor and what can be pressed never does
      const measured = await page.evaluate((parts) => {
        const { scrollHeight, scrollWidth } = document.documentElement;
        const cut = [...document.querySelectorAll(parts)]
          .filter(
            (each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1,
          )
          .map(({ className }) => className);
        const outside = [
          ...document.querySelectorAll('.console__keys button, .console__keys summary'),
        ].filter((each) => each.getBoundingClientRect().bottom > innerHeight).length;
        const lines = document.querySelectorAll('.console__waiting li').length;
        return { scrollHeight, scrollWidth, cut, outside, lines };
      }, '.console, .console__who, .console__materials, .console__side, .console__hall');
      assert.deepEqual(measured, { scrollHeight: 720, scrollWidth: 1280, cut: [], outside: 0, lines: 41 });
      assert.deepEqual(await faults(page), []);
    });
  }

  it('tells what the enterprise ticked, what colleagues noted and what was done before', async () => {
    const page = await open('zh-CN', paths.counter.console(counter));
    assert.equal(await page.locator('.console__tick--yes').count(), 2);
    assert.match(await page.locator('.console__notes').innerText(), /备注\s*上次缺少授权委托书/);
    assert.match(await page.locator('.console__visitor').innerText(), /1 次，最近 11\/16 解锁/);
  });

  it('keeps the clerk’s ticks when the page is loaded again, and shows them in another tab', async () => {
    const page = await open('zh-CN', paths.counter.console(counter));
    const other = await page.context().newPage();
    await other.goto(page.url());
    await page.check('[data-check="LEGAL_PERSON_CARD"]');
    await other.waitForSelector('[data-check="LEGAL_PERSON_CARD"]:checked');
    await page.reload();
    assert.equal(await page.locator('[data-check]:checked').count(), 1);
    await other.uncheck('[data-check="LEGAL_PERSON_CARD"]');
    await page.waitForSelector('[data-check="LEGAL_PERSON_CARD"]:not(:checked)');
  });

  it('calls for help reach the manager on whatever page of the office they are', async () => {
    const page = await open('zh-CN', paths.admin.home());
    const calls = page.locator('[data-call]');
    assert.equal(await calls.count(), 2);
    assert.match(await page.title(), /^请求协助/);
    assert.deepEqual(await faults(page), []);
    await calls.first().locator('button').click();
    await page.waitForFunction(() => document.querySelectorAll('[data-call]').length === 1);
    const { counters } = await loadHall(suite.hall.system.database.reader, 'BJ-TSY', '2026-11-23');
    assert.equal(counters.get('BJ-TSY-1')?.helpSince, null);
    await suite.hall.system.halls.submit('BJ-TSY', { type: 'ask_help', counter }, { actor: theSystem });
    await page.locator(`[data-call="${counter}"]`).waitFor({ timeout: 20_000 });
  });

  it('a clerk sees that a colleague waits for help, and no page of theirs asks for calls', async () => {
    const clerk = await signedIn(suite.hall, 'counter');
    const html = (await clerk.agent.get(paths.counter.console('BJ-TSY-4'))).text;
    assert.match(html, /号窗口请求协助/);
    assert.doesNotMatch(html, /data-help-calls/);
    assert.equal((await clerk.agent.get(paths.staff.helpCalls())).status, 403);
  });
});
