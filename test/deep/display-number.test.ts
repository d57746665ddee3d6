import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { confirmDevice } from '../../server/actions/device/confirm-device.ts';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { halfPastNine, type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { type SetClock, setClock } from '../support/hall-system.ts';
import { somebody } from '../support/somebody.ts';
import { faults } from '../web/counter/faults.ts';
import { cutOff, openWall, showOn, wallStates } from '../web/display/wall-states.ts';
import { setHall } from '../web/number/door.ts';

const site = 'BJ-TSY';
const wall = `/display/${site}`;

describe('the code for a number by phone on the wall of a hall', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let clock: SetClock;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  const set = (numberByPhone: boolean, numberOnDisplay: boolean): Promise<void> =>
    setHall(house, site, { numberByPhone, numberOnDisplay });
  const open = async (query = ''): Promise<void> => {
    await page.goto(house.url + wall + query);
    await page.waitForSelector('#main[data-version]');
  };
  const code = () => page.locator('#number:not([hidden]) svg');
  /** the room of the calls, and the letters in which they are written */
  const calls = (): Promise<readonly unknown[]> =>
    page.evaluate(() => {
      const { width, height, top, left } =
        document.querySelector('.hall__calls-side')?.getBoundingClientRect() ?? {};
      return [width, height, top, left, document.getElementById('main')?.style.getPropertyValue('--call')];
    });

  before(async () => {
    clock = setClock(halfPastNine);
    house = await openHouse({ clock });
    browser = await launchBrowser();
    context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      locale: 'zh-CN',
      serviceWorkers: 'block',
    });
    page = await context.newPage();
    await set(true, true);
  });
  after(async () => {
    await browser?.close();
    await house?.close();
  });

  it('is not on a display that nobody has paired: everybody could open it at home', async () => {
    await open();
    assert.equal(await page.locator('#number').count(), 0);
    await page.goto(`${house.url}${wall}/pairing`);
    const typed = (await page.textContent('.pairing__code')) ?? '';
    assert.ok((await confirmDevice(house.system, somebody, { by: { code: typed }, name: '大厅' })).ok);
    await page.waitForURL(house.url + wall);
  });

  it('stands below the queues of a paired one and takes nothing from the calls; axe has nothing to say', async () => {
    await set(true, false);
    await open();
    assert.equal(await page.locator('#number').count(), 0, 'only where the site wants it');
    const without = await calls();
    await set(true, true);
    await open();
    await code().waitFor();
    assert.deepEqual(await calls(), without);
    assert.deepEqual(await cutOff(page), []);
    assert.deepEqual(await faults(page), []);
    const size = await page.locator('.hall__code').boundingBox();
    assert.ok((size?.height ?? 0) >= 150, 'a seventh of the picture at least');
    await open('?lang=en');
    await code().waitFor();
    assert.deepEqual(await cutOff(page), []);
    await open('?view=calls');
    await page.waitForResponse((answer) => answer.url().endsWith('/number'));
    assert.equal(await code().count(), 0, 'there is no place that is not of the calls');
  });

  it('gives way to queues that need the room, to a strip of many calls and on an upright panel', async () => {
    const states = wallStates((await currentBoard(house.system, site)) ?? assert.fail());
    const seen: Record<string, boolean> = {};
    for (const [name, board] of Object.entries(states)) {
      await page.unrouteAll();
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/number'));
      await openWall(page, house.url + wall, board);
      await answered;
      for (const [width, height] of [
        [1920, 1080],
        [1280, 720],
        [1080, 1920],
      ] as const) {
        await showOn(page, width, height);
        assert.deepEqual(await cutOff(page), [], `${name} ${width}×${height}`);
        const strip = (await page.locator('.hall--strip').count()) > 0;
        const shown = (await code().count()) > 0;
        if (strip || width < height) assert.ok(!shown, `${name} ${width}×${height}`);
        seen[`${name} ${width}`] = shown;
      }
      await showOn(page, 1920, 1080);
    }
    await page.unrouteAll();
    assert.ok(seen['quiet 1920'] && !seen['eight long queues 1920'], JSON.stringify(seen));
  });

  it('changes with the minute, and goes when nobody can take a number any more', async () => {
    await open();
    await code().waitFor();
    const first = await code().innerHTML();
    clock.advance(60_000);
    await page.waitForFunction(
      (before) => document.querySelector('#number svg')?.innerHTML !== before,
      first,
      { timeout: 30_000 },
    );
    clock.set('2026-11-24T17:30:00+08:00');
    await page.locator('#number').waitFor({ state: 'hidden', timeout: 30_000 });
  });
});
