import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../support/engines.ts';
import { spokenVoice } from '../web/display/spoken-voice.ts';
import { cutOff, openWall, wallStates } from '../web/display/wall-states.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';

describe('a hall display in a browser', function () {
  this.timeout(300_000);
  let database: FreshDatabase;
  let house: LiveHouse;
  let browser: Browser;
  let context: BrowserContext;
  let issued = 0;

  const order = async (request: HallRequest): Promise<number> => {
    const answer = await house.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
    return answer.value.version;
  };
  const take = (): Promise<number> => {
    issued += 1;
    const services = [{ code: 'RENEW', quantity: 1 }];
    return order({ type: 'walk_in', id: `ticket-${issued}`, services, priority: false, byStaff: true });
  };
  const serveNext = async (): Promise<number> => {
    await take();
    await order({ type: 'call_next', counter });
    await order({ type: 'start', counter });
    return order({ type: 'finish', counter, outcome: 'completed' });
  };
  const shows = async (page: Page, version: number): Promise<void> => {
    await page.waitForSelector(`#main[data-version="${version}"]`);
  };
  const restart = async (): Promise<void> => {
    const { port } = house;
    await house.close();
    house = await openHouse({ databaseUrl: database.url, port });
  };
  const openDisplay = async (query = ''): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${house.url}/display/${site}${query}`);
    return page;
  };

  before(async () => {
    database = await freshDatabase('sqlite');
    house = await openHouse({ databaseUrl: database.url });
    await order({ type: 'open_counter', counter, staff: null });
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  });
  afterEach(() => context.close());
  after(async () => {
    await browser.close();
    await house.close();
    database.discard();
  });

  it('draws after a change what the page itself would draw', async () => {
    const page = await openDisplay();
    await take();
    await shows(page, await order({ type: 'call_next', counter }));
    const drawn = await page.locator('.hall__body').innerHTML();
    const fresh = await browser.newPage({ javaScriptEnabled: false });
    await fresh.goto(page.url());
    const written = await fresh.locator('.hall__body').innerHTML();
    await fresh.close();
    // how large a text may be is measured in the browser
    const unsized = drawn.replaceAll(/ style="--[a-z]+: [\d.]+rem;"/g, '');
    assert.equal(unsized.replace(' call--flash', ''), written);
    await order({ type: 'start', counter });
    await order({ type: 'finish', counter, outcome: 'completed' });
  });

  it('keeps what it showed while the server is away, says how old it is, and ends on the right version by itself', async () => {
    const [one, two] = [await openDisplay(), await openDisplay('?view=calls&lang=en')];
    const version = await serveNext();
    await Promise.all([shows(one, version), shows(two, version)]);
    const { port } = house;
    await house.close();
    await one.waitForSelector('#stale:not([hidden])');
    assert.match((await one.locator('#stale').textContent()) ?? '', /连接中断/);
    assert.ok((await one.locator('.line').count()) > 0);
    house = await openHouse({ databaseUrl: database.url, port });
    const later = await serveNext();
    await Promise.all([shows(one, later), shows(two, later)]);
    await one.waitForSelector('#stale', { state: 'hidden' });
  });

  it('starts without a network from what the machine has kept', async () => {
    const page = await openDisplay();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const version = await serveNext();
    await shows(page, version);
    // once more through the worker, so that it has the page
    await page.reload();
    await shows(page, version);
    await context.setOffline(true);
    await page.reload();
    await shows(page, version);
    await page.waitForSelector('#stale:not([hidden])');
    await context.setOffline(false);
    await shows(page, await serveNext());
  });

  it('starts without a network though that went in the middle of its first load', async () => {
    // half of what the wall would keep never arrives
    await context.route(/\/assets\/sounds\//, (route) => route.abort());
    const page = await openDisplay();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    const version = await page.locator('#main').getAttribute('data-version');
    await context.setOffline(true);
    await page.reload();
    await shows(page, Number(version));
    await page.waitForSelector('#stale:not([hidden])');
    await context.setOffline(false);
    await page.waitForSelector('#stale', { state: 'hidden' });
  });

  it('speaks on one of two machines, has the other one take over, and shows what cannot be heard', async () => {
    const first = await openDisplay();
    await first.locator('#sound:not(:disabled)').click();
    await first.waitForSelector('#sound', { state: 'hidden' });
    const elsewhere = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const second = await elsewhere.newPage();
    await second.goto(first.url());
    await second.locator('#sound:not(:disabled)').click();
    await second.waitForSelector('#sound:disabled');
    assert.match((await second.locator('#sound').textContent()) ?? '', /由另一块屏播报/);
    // nothing that a visitor has to know: it goes with the controls of whoever was at the machine
    await second.waitForSelector('#sound', { state: 'hidden' });
    await second.locator('#main').dispatchEvent('pointerdown');
    await second.waitForSelector('#sound', { state: 'visible' });
    await first.close();
    await second.waitForSelector('#sound[hidden]', { state: 'attached' });
    await elsewhere.close();
    const silent = await openDisplay('?sound=off');
    assert.match((await silent.locator('#sound').textContent()) ?? '', /静音/);
  });

  it('speaks with the machine’s own voice where recordings cannot be had, twice, in order, and never over each other', async () => {
    await context.addInitScript({ content: spokenVoice });
    await context.route(/sounds\/(zh-CN|en)\//, (route) => route.abort());
    const page = await openDisplay();
    await page.locator('#sound:not(:disabled)').click();
    await page.waitForSelector('#sound', { state: 'hidden' });
    await take();
    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
    await order({ type: 'call_next', counter });
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length >= 4);
    await order({ type: 'recall', counter });
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length >= 8);
    const number = String(issued).padStart(3, '0');
    const digits = [...number].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');
    const [chinese, english] = [
      `A ${digits}号，请到3号窗口办理`,
      `Ticket A ${[...number].join(' ')}, please go to counter 3`,
    ];
    // whose language is not known is called a second time in the other one first
    const turns = [chinese, english, chinese, english, english, chinese, english, chinese];
    assert.deepEqual(await said(), turns);
    await order({ type: 'start', counter });
    await order({ type: 'finish', counter, outcome: 'completed' });
  });

  it('goes by the time of the server, whatever the machine believes', async () => {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 3600_000;
    });
    await page.goto(`${house.url}/display/${site}`);
    await shows(page, await serveNext());
    assert.equal(await page.locator('#clock').textContent(), '09:30');
    assert.equal(await page.locator('#stale').isHidden(), true);
  });

  it('is rid of nothing by three hundred who wait, by names of forty characters, or by eight queues', async () => {
    // a service worker would answer past the route
    const alone = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      serviceWorkers: 'block',
    });
    const page = await alone.newPage();
    const states = wallStates((await currentBoard(house.system, site)) ?? assert.fail());
    for (const name of ['three hundred waiting', 'eight long queues']) {
      await openWall(page, `${house.url}/display/${site}?sound=off`, states[name] ?? assert.fail());
      assert.deepEqual(await cutOff(page), [], name);
      await page.unrouteAll();
    }
    await alone.close();
  });

  it('survives a restart with nobody to reload it', async () => {
    const page = await openDisplay();
    await restart();
    await restart();
    await shows(page, await serveNext());
  });
});
