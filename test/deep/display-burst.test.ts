import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { raiseCatalogueVersion } from '../../server/store/catalogue/catalogue-store.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { there } from '../support/there.ts';
import { spokenVoice } from '../web/display/spoken-voice.ts';

const site = 'BJ-TSY';
const burst = 12;
/** ms: from the key until a call is heard, or the screen flashes it */
const bound = 10_000;
/** ms: a flash that is shorter nobody sees */
const seen = 1500;

interface Watched {
  readonly flashes: Readonly<Record<string, { readonly from: number; readonly to: number }>>;
  readonly heard: Readonly<Record<string, number>>;
}

/** Writes down when each number flashed, frame by frame, and when it was first said; epoch ms of the machine that both run on. */
const watching = `
  window.watched = { flashes: {}, heard: {} };
  const look = () => {
    for (const cell of document.querySelectorAll('.call--flash')) {
      const number = cell.querySelector('.call__number')?.textContent ?? '';
      const moving = cell.getAnimations().some((one) => one.playState === 'running');
      if (!moving) continue;
      const known = window.watched.flashes[number];
      window.watched.flashes[number] = { from: known?.from ?? Date.now(), to: Date.now() };
    }
    for (const words of window.said) {
      const digits = [...words.split(/号，|, please/)[0]].map((sign) => '零一二三四五六七八九'.indexOf(sign)).filter((digit) => digit >= 0);
      const number = 'A' + (digits.length > 0 ? digits.join('') : words.replace(/,.*/, '').replace(/\\D/g, ''));
      window.watched.heard[number] ??= Date.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

describe('twelve calls at once', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;
  const counters = Array.from({ length: burst }, (_none, index) => `${site}-${index + 1}`);
  const order = async (request: HallRequest): Promise<void> => {
    const answer = await house.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  const watched = (page: Page): Promise<Watched> =>
    page.evaluate(() => (window as unknown as { watched: Watched }).watched);

  before(async () => {
    house = await openHouse();
    await house.system.database.writer.transaction(async (transaction) => {
      const known = await transaction('counter').where({ site }).orderBy('sort');
      for (const [index, code] of counters.slice(known.length).entries()) {
        const label = String(known.length + index + 1);
        await transaction('counter').insert({
          ...there(known[0]),
          code,
          label,
          sort: known.length + index + 1,
        });
      }
      await raiseCatalogueVersion(transaction);
    });
    house.system.catalogueCache.forget();
    for (const [index, counter] of counters.entries()) {
      await order({ type: 'open_counter', counter, staff: null });
      const services = [{ code: 'RENEW', quantity: 1 }];
      await order({ type: 'walk_in', id: `t${index}`, services, priority: false, byStaff: true });
    }
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  it('all stand on the wall, each flashes its whole time within its bound, and each is said, none over another', async () => {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    await context.addInitScript({ content: spokenVoice + watching });
    await context.route(/sounds\/(zh-CN|en)\//, (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${house.url}/display/${site}`);
    await page.locator('#sound:not(:disabled)').click();
    await page.waitForSelector('#sound', { state: 'hidden' });
    const pressed = Date.now();
    await Promise.all(counters.map((counter) => order({ type: 'call_next', counter })));
    await page.waitForFunction((count) => document.querySelectorAll('.call--called').length === count, burst);
    const shown = await page.locator('.call--called .call__number').allTextContents();
    assert.equal(new Set(shown).size, burst);
    // somebody comes at once: the wall is drawn anew without them
    const [came = ''] = await page
      .locator('.call--called', { has: page.locator(':text-is("1")') })
      .locator('.call__number')
      .allTextContents();
    await order({ type: 'start', counter: counters[0] ?? '' });
    const awaited = shown.filter((number) => number !== came);
    assert.equal(awaited.length, burst - 1);
    await page.waitForFunction((count) => {
      const { heard } = (window as unknown as { watched: Watched }).watched;
      return Object.keys(heard).length >= count;
    }, awaited.length);
    await page.waitForFunction(() => document.querySelector('.call--flash') === null);
    const { flashes, heard } = await watched(page);
    for (const number of awaited) {
      const flash = flashes[number];
      assert.ok(flash !== undefined, `${number} does not flash`);
      assert.ok(Math.min(flash.from, heard[number] ?? Infinity) - pressed <= bound, `${number} comes late`);
      assert.ok(flash.to - flash.from >= seen, `${number} flashes for ${flash.to - flash.from} ms`);
      assert.ok(heard[number] !== undefined, `${number} is not said`);
    }
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
    assert.ok(said.every((words) => !words.startsWith('over another')));
    await context.close();
  });
});
