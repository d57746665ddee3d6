import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';

const counter = 'BJ-TSY-3';

describe('a ticket on a phone', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;
  let issued = 0;

  const order = async (request: HallRequest): Promise<void> => {
    const answer = await house.system.halls.submit('BJ-TSY', request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  const take = async (): Promise<string> => {
    issued += 1;
    const id = `ticket-${issued}`;
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
    return `${house.url}/tickets/${house.system.secrets.tokenFor('ticket', id)}`;
  };
  const phone = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'zh-CN',
      ...options,
    });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const shaken: unknown[] = [];
      Object.assign(window, { shaken });
      navigator.vibrate = (pattern) => shaken.push(pattern) > 0;
    });
    return page;
  };
  const state = (page: Page, wanted: string): Promise<unknown> =>
    page.waitForSelector(`.ticket[data-state="${wanted}"]`);
  const shaken = (page: Page): Promise<number> =>
    page.evaluate(() => (window as unknown as { shaken: unknown[] }).shaken.length);

  before(async () => {
    house = await openHouse();
    await order({ type: 'open_counter', counter, staff: null });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  it('follows its visit from the queue to the rating without being touched', async () => {
    const page = await phone();
    const address = await take();
    await page.goto(address);
    await state(page, 'waiting');
    await order({ type: 'call_next', counter });
    await state(page, 'called');
    assert.equal(await shaken(page), 1);
    assert.match(await page.title(), /请到 3 号窗口/);
    await order({ type: 'recall', counter });
    await page.locator('.ticket', { hasText: '已第 2 次叫号' }).waitFor();
    assert.equal(await shaken(page), 2, 'a recall is felt again');
    await order({ type: 'start', counter });
    await state(page, 'serving');
    await order({ type: 'finish', counter, outcome: 'completed' });
    await state(page, 'done');
    await page.getByText('基本满意').click();
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByText('您的评价：基本满意').waitFor();
    await page.context().close();
  });

  it('is read out once at each change, and not while nothing changes for it', async () => {
    const page = await phone();
    await page.goto(await take());
    await state(page, 'waiting');
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const observer = new MutationObserver((changes) =>
        heard.push(...changes.map(({ target }) => target.textContent ?? '')),
      );
      for (const region of document.querySelectorAll('[role="status"], [role="alert"], [aria-live]'))
        observer.observe(region, { subtree: true, childList: true, characterData: true });
    });
    // behind it, which changes the board and nothing of its own
    await take();
    await order({ type: 'call_next', counter });
    await state(page, 'called');
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    assert.equal(heard.length, 1, heard.join(' | '));
    assert.match(heard[0] ?? '', /请到 3 号窗口/);
    for (let own = 0; own < 2; own += 1) {
      if (own > 0) await order({ type: 'call_next', counter });
      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome: 'completed' });
    }
    await page.context().close();
  });

  it('learns after a sleep what happened meanwhile', async () => {
    const page = await phone();
    await page.goto(await take());
    await state(page, 'waiting');
    await page.context().setOffline(true);
    await page.waitForSelector('#offline:not([hidden])', { timeout: 40_000 });
    await order({ type: 'call_next', counter });
    await page.context().setOffline(false);
    await state(page, 'called');
    await page.waitForSelector('#offline', { state: 'hidden' });
    assert.equal(await shaken(page), 1);
    await order({ type: 'start', counter });
    await order({ type: 'finish', counter, outcome: 'completed' });
    await page.context().close();
  });

  it('is not taken from under the finger of somebody who is about to leave', async () => {
    const other = await take();
    const page = await phone();
    await page.goto(await take());
    await page.getByText('不再等候').click();
    await order({ type: 'call_next', counter });
    await page.locator('.ticket', { hasText: '下一个就是您' }).waitFor();
    await page.getByRole('button', { name: '确认取消排队' }).click();
    await state(page, 'left');
    await page.goto(other);
    await state(page, 'called');
    await page.context().close();
  });

  it('works as a page without scripts', async () => {
    const page = await phone({ javaScriptEnabled: false });
    await page.goto(await take());
    await page.getByText('不再等候').click();
    await page.getByRole('button', { name: '确认取消排队' }).click();
    await page.getByText('已取消排队').waitFor();
    await page.context().close();
  });
});
