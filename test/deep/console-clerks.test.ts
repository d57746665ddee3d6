import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { loadHall } from '../../server/store/queue/hall-query.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { faults } from '../web/counter/faults.ts';
import { password, type Somebody, signedIn } from '../web/counter/signed-in.ts';

const site = 'BJ-TSY';

describe('consoles and their clerks in a browser', function () {
  this.timeout(300_000);
  const suite = hallAndBrowser();
  const contexts: BrowserContext[] = [];
  let ann: Somebody;
  let ben: Somebody;
  const consoleOf = async (who: Somebody, code: string): Promise<Page> => {
    const context = await suite.browser.newContext({
      viewport: { width: 1280, height: 720 },
      locale: 'zh-CN',
    });
    contexts.push(context);
    context.setDefaultTimeout(25_000);
    const page = await context.newPage();
    await signInByBrowser(page, suite.hall.url, { username: who.username, password });
    await page.goto(`${suite.hall.url}/counter/${code}`);
    return page;
  };
  const take = async (people = 1): Promise<void> => {
    for (let each = 0; each < people; each += 1) {
      const id = suite.hall.system.secrets.newId();
      const services = [{ code: 'RENEW', quantity: 1 }];
      const request = { type: 'walk_in', id, services, priority: false, byStaff: true } as const;
      assert.ok((await suite.hall.system.halls.submit(site, request, { actor: theSystem })).ok);
    }
  };
  const stored = () => loadHall(suite.hall.system.database.reader, site, '2026-11-23');
  const number = (page: Page) => page.textContent('[data-current-number]');
  const shown = (page: Page, state: string) => page.waitForSelector(`.console__now--${state}`);
  const open = async (page: Page): Promise<void> => {
    await page.keyboard.press('o');
    await page.waitForSelector('[data-counter-state="open"][data-holder="you"]');
  };

  before(async () => {
    [ann, ben] = [await signedIn(suite.hall, 'counter'), await signedIn(suite.hall, 'counter')];
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    const { counters } = await stored();
    for (const { counter, state, ticket } of counters.values()) {
      const by = { actor: theSystem };
      if (ticket !== null)
        await suite.hall.system.halls.submit(site, { type: 'finish', counter, outcome: 'completed' }, by);
      if (state !== 'closed')
        await suite.hall.system.halls.submit(site, { type: 'close_counter', counter }, by);
    }
  });

  it('a counter is taken over by key: both are told at once, and the keys of the first do nothing any more', async () => {
    const [first, second] = [await consoleOf(ann, `${site}-1`), await consoleOf(ben, `${site}-1`)];
    await open(first);
    await take();
    await first.waitForSelector('[data-next]:not([data-next=""])');
    await first.keyboard.press('Space');
    await shown(first, 'called');
    const called = await number(first);
    await second.getByText('正在使用本窗口').waitFor();
    assert.deepEqual(await faults(second), []);
    await second.keyboard.press('k');
    await second.waitForSelector('[data-holder="you"]');
    assert.equal(await number(second), called);
    await first.getByText('已接管本窗口').waitFor();
    assert.deepEqual(await faults(first), []);
    const before = (await stored()).version;
    for (const key of ['s', 'f', 'n', 'r', 'm', 'p', 'z', 'c', '1', 'Space']) await first.keyboard.press(key);
    await second.keyboard.press('s');
    await shown(second, 'serving');
    assert.equal((await stored()).version, before + 1);
  });

  it('a call that is taken back by key leaves the wall, the phone of its visitor and the other console', async () => {
    const page = await consoleOf(ann, `${site}-1`);
    await open(page);
    await take();
    await page.waitForSelector('[data-next]:not([data-next=""])');
    const context = await suite.browser.newContext({
      viewport: { width: 1920, height: 1080 },
      locale: 'zh-CN',
    });
    contexts.push(context);
    const [wall, phone] = [await context.newPage(), await context.newPage()];
    await wall.goto(`${suite.hall.url}/display/${site}`);
    const waiting = [...(await stored()).tickets.values()].find(({ state }) => state === 'waiting');
    assert.ok(waiting !== undefined);
    await phone.goto(`${suite.hall.url}/tickets/${suite.hall.system.secrets.tokenFor('ticket', waiting.id)}`);
    await page.keyboard.press('Space');
    await wall.locator('.call--called', { hasText: waiting.number }).waitFor();
    await phone.waitForSelector('.ticket[data-state="called"]');
    await shown(page, 'called');
    await page.keyboard.press('z');
    await wall.locator('.call--called').waitFor({ state: 'detached' });
    await phone.waitForSelector('.ticket[data-state="waiting"]');
    await page.waitForSelector(`[data-next="${waiting.number}"]`);
    assert.deepEqual((await stored()).tickets.get(waiting.id)?.state, 'waiting');
  });

  it('is worked with keys alone: ends and calls in one press, outcomes by number, bringing back, and undo', async () => {
    const page = await consoleOf(ann, `${site}-2`);
    await open(page);
    await take(4);
    await page.waitForSelector('[data-next]:not([data-next=""])');
    await page.keyboard.press('Space');
    await shown(page, 'called');
    const first = await number(page);
    const goesOn = (from: string | null) =>
      page.waitForFunction(
        (before) => {
          const now = document.querySelector('[data-current-number]');
          const pending = now?.classList.contains('console__number--pending');
          return now?.textContent !== before && now?.textContent !== '' && pending === false;
        },
        from,
        { polling: 50 },
      );
    await page.keyboard.press('s');
    await shown(page, 'serving');
    await page.keyboard.press('n');
    await goesOn(first);
    await shown(page, 'called');
    const second = await number(page);
    for (const times of [2, 3]) {
      await page.keyboard.press('r');
      await page.getByText(`呼叫中，第 ${times} 次`).waitFor();
    }
    await page.keyboard.press('d');
    await goesOn(second);
    const third = await number(page);
    assert.deepEqual(await faults(page), []);
    // it was only called: asked before it is taken for served
    await page.keyboard.press('2');
    await page.waitForSelector(`[data-ask="${third}"]`);
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('1');
    await shown(page, 'idle');
    const tickets = new Map([...(await stored()).tickets.values()].map((each) => [each.number, each]));
    assert.deepEqual(
      [first, second, third].map((each) => {
        const ticket = tickets.get(each ?? '');
        return ticket?.outcome ?? ticket?.state;
      }),
      ['completed', 'missed', 'missing_materials'],
    );
    await page.keyboard.press('z');
    await shown(page, 'called');
    assert.equal(await number(page), third);
    await page.keyboard.press('p');
    await shown(page, 'idle');
    await page.keyboard.press('v');
    await page.waitForSelector('.console__aside button:focus');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (back) => document.querySelector('[data-next]')?.textContent?.includes(back),
      third ?? '',
    );
    await page.keyboard.press('g');
    await page.waitForSelector('details[data-menu="call"][open] select:focus');
    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    await page.waitForSelector('details[data-menu="pause"][open]');
    await page.keyboard.press('2');
    await page.waitForSelector('[data-counter-state="paused"]');
    await page.keyboard.press('b');
    await page.waitForSelector('[data-counter-state="open"]');
    await page.keyboard.press('?');
    await page.waitForSelector('.key-help');
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await page.waitForSelector('[data-counter-state="closed"]');
  });

  it('no key fires while somebody types, with another key held, or by being held down', async () => {
    const page = await consoleOf(ann, `${site}-3`);
    await open(page);
    await take(2);
    await page.waitForSelector('[data-next]:not([data-next=""])');
    let sent = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST') sent += 1;
    });
    await page.keyboard.press('b');
    await page.fill('#pause-reason', '');
    await page.locator('#pause-reason').pressSequentially('c n z o');
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (const held of ['Control', 'Alt', 'Meta', 'Shift'])
      for (const key of ['Space', 'KeyC']) await page.keyboard.press(`${held}+${key}`);
    await page.evaluate(() => {
      for (const key of [' ', 'c'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, repeat: true, bubbles: true }));
    });
    assert.equal(sent, 0);
    await page.keyboard.press('Space');
    await shown(page, 'called');
    assert.equal(sent, 1);
  });

  it('takes back what it showed when the server does not answer, and the retry never does it twice', async () => {
    const page = await consoleOf(ann, `${site}-4`);
    await open(page);
    await take(2);
    await page.waitForSelector('[data-next]:not([data-next=""])');
    const next = await page.getAttribute('[data-next]', 'data-next');
    const bodies: string[] = [];
    let reached = 0;
    // the command arrives, its answer does not
    await page.route('**/counter/*/next', async (route) => {
      bodies.push(new URLSearchParams(route.request().postData() ?? '').get('form') ?? '');
      if (reached === 0) await route.fetch();
      reached += 1;
      await route.abort('connectionreset');
    });
    await page.route(`**/counter/${site}-4`, (route) => route.abort('connectionreset'));
    await page.context().setOffline(false);
    await page.keyboard.press('Space');
    await page.waitForSelector('[data-unanswered]:not([hidden])');
    assert.equal(await number(page), '', 'nobody is shown as called');
    assert.doesNotMatch((await page.textContent('.console__now')) ?? '', /正在呼叫/);
    await page.waitForSelector('[data-unanswered]:not([hidden]) [data-retry]:not([hidden])');
    assert.match((await page.textContent('[data-unanswered] p')) ?? '', /“叫下一位”可能没有执行/);
    assert.deepEqual(await faults(page), []);
    await page.unroute(`**/counter/${site}-4`);
    await page.unroute('**/counter/*/next');
    await page.route('**/counter/*/next', async (route) => {
      bodies.push(new URLSearchParams(route.request().postData() ?? '').get('form') ?? '');
      await route.continue();
    });
    await page.keyboard.press('Enter');
    await shown(page, 'called');
    assert.equal(await number(page), next);
    await page.waitForSelector('[data-unanswered]', { state: 'hidden' });
    assert.ok(bodies.length > 2, 'it was tried again by itself');
    assert.equal(new Set(bodies).size, 1, 'always as the same command');
    const called = [...(await stored()).tickets.values()].filter(({ state }) => state === 'called');
    assert.equal(called.length, 1);
  });
});
