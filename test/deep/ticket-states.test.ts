import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { halfPastNine, type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { type SetClock, setClock } from '../support/hall-system.ts';
import { faults } from '../web/counter/faults.ts';

const counter = 'BJ-TSY-3';
/** counts what a phone would play and shake */
const counting = `
  Object.assign(window, { played: 0, shaken: 0 });
  HTMLMediaElement.prototype.play = async () => { window.played += 1; };
  navigator.vibrate = () => (window.shaken += 1) > 0;
`;

describe('every state of a ticket on a phone', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let clock: SetClock;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let own: string;

  const order = async (request: HallRequest): Promise<void> => {
    const answer = await house.system.halls.submit('BJ-TSY', request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  const take = async (id: string): Promise<string> => {
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
    return `${house.url}/tickets/${house.system.secrets.tokenFor('ticket', id)}`;
  };
  const at = (verb: 'call_next' | 'recall' | 'missed' | 'start' | 'park') => order({ type: verb, counter });
  /** the page that has been open all the time shows it, and axe has nothing to say */
  const shows = async (state: string, text: RegExp): Promise<void> => {
    await page.waitForSelector(`.ticket[data-state="${state}"]`);
    await page.waitForFunction(
      (wanted) =>
        new RegExp(wanted).test(
          (document.querySelector('main')?.innerText ?? '').replace(/\u200b/g, '').replace(/\u00a0/g, ' '),
        ),
      text.source,
    );
    assert.deepEqual(await faults(page), [], state);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, `${state} is too wide`);
  };
  const counted = (what: 'played' | 'shaken'): Promise<number> => page.evaluate(`window.${what}`);

  before(async () => {
    clock = setClock(halfPastNine);
    house = await openHouse({ clock });
    await order({ type: 'open_counter', counter, staff: null });
    browser = await launchBrowser();
    context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    await page.addInitScript(counting);
    own = await take('own');
    await page.goto(own);
  });
  after(async () => {
    await browser?.close();
    await house?.close();
  });

  it('waiting', async () => {
    await shows('waiting', /下一个就是您/);
    await page.click('#alert');
    assert.equal(await counted('played'), 1, 'once at once, so that the phone allows it later');
    await page.locator('summary').first().click();
    assert.deepEqual(await faults(page), []);
    const [sound, leave] = await page.evaluate(() =>
      ['#alert', '[data-live="leave"] summary'].map(
        (each) => document.querySelector(each)?.getBoundingClientRect().top ?? 0,
      ),
    );
    assert.ok((sound ?? 0) < (leave ?? 0), 'to leave comes last');
  });

  it('called: another colour, shaken and heard, and so once more when called again', async () => {
    const before = await page.evaluate(
      () => getComputedStyle(document.querySelector('.ticket') ?? document.body).backgroundColor,
    );
    await at('call_next');
    await shows('called', /请到 3 号窗口/);
    const now = await page.evaluate(
      () => getComputedStyle(document.querySelector('.ticket') ?? document.body).backgroundColor,
    );
    assert.notEqual(now, before);
    assert.deepEqual([await counted('shaken'), await counted('played')], [1, 2]);
    assert.match((await page.textContent('#ticket-said')) ?? '', /请到 3 号窗口/);
    await at('recall');
    await shows('called', /已第 2 次叫号/);
    assert.deepEqual([await counted('shaken'), await counted('played')], [2, 3]);
  });

  it('missed, and back in the queue', async () => {
    await at('recall');
    await at('missed');
    await shows('missed', /可恢复排队/);
    await order({ type: 'return', ticket: 'own' });
    await shows('waiting', /下一个就是您/);
  });

  it('set aside, and back in the queue', async () => {
    await at('call_next');
    await at('park');
    await shows('parked', /已为您保留顺序/);
    await order({ type: 'resume_ticket', ticket: 'own' });
    await shows('waiting', /下一个就是您/);
  });

  it('while the hall pauses', async () => {
    await order({ type: 'pause_hall', reason: '设备检修' });
    await shows('waiting', /暂停叫号/);
    await order({ type: 'resume_hall' });
  });

  it('served, finished and rated', async () => {
    await at('call_next');
    await at('start');
    await shows('serving', /正在 3 号窗口办理/);
    await order({ type: 'finish', counter, outcome: 'completed' });
    await shows('done', /您对本次办理满意吗/);
    assert.ok(await page.isHidden('#alert'));
    await page.getByText('不满意', { exact: true }).click();
    await page.getByRole('button', { name: '提交评价' }).click();
    await shows('done', /您的评价：不满意/);
  });

  it('rated low: what is wrong with the answer has the focus and leads to its field, and nothing typed is lost', async () => {
    const send = () => page.getByRole('button', { name: '提交', exact: true }).click();
    await page.fill('#words', '等了太久');
    await send();
    await shows('done', /请更正以下内容/);
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'error-summary');
    await page.locator('.error-summary a').click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'wants');
    await page.keyboard.press('Space');
    await page.fill('#contact', '138');
    await send();
    await page.locator('.error-summary a[href="#contact"]').click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'contact');
    assert.equal(await page.inputValue('#words'), '等了太久');
    await page.fill('#contact', '13812345678');
    await send();
    await shows('done', /我们会联系您/);
  });

  it('left', async () => {
    await page.goto(`${await take('leaver')}?lang=en`);
    await page.getByText('Leave the queue').first().click();
    await page.locator('[data-live="leave"] button').click();
    await shows('left', /You have left the queue|left/);
    await page.goto(`${own}?lang=zh-CN`);
  });

  it('over when its day is over, and silent when the same number is called the next day', async () => {
    await page.goto(await take('yesterday'));
    await shows('waiting', /A003|A00\d/);
    clock.set('2026-11-25T09:00:00+08:00');
    for (let number = 0; number < 3; number += 1) await take(`tomorrow-${number}`);
    await shows('void', /此号已失效/);
    // somebody of today hears the calls as well: when they have, so has the phone of yesterday
    const today = await context.newPage();
    await today.goto(`${house.url}/tickets/${house.system.secrets.tokenFor('ticket', 'tomorrow-2')}`);
    await order({ type: 'open_counter', counter, staff: null });
    for (let number = 0; number < 3; number += 1) {
      await at('call_next');
      await at('start');
      await order({ type: 'finish', counter, outcome: 'completed' });
    }
    await today.waitForSelector('.ticket[data-state="done"]');
    await today.close();
    await shows('void', /此号已失效/);
    assert.equal(await counted('shaken'), 0);
  });

  it('nothing is wider than a phone in English, in any state', async () => {
    for (const ticket of ['own', 'leaver', 'yesterday', 'tomorrow-0']) {
      await page.goto(`${house.url}/tickets/${house.system.secrets.tokenFor('ticket', ticket)}?lang=en`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), ticket);
      assert.deepEqual(await faults(page), [], ticket);
    }
  });
});
