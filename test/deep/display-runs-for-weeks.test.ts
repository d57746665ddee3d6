import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { cutOff, openWall, wallStates } from '../web/display/wall-states.ts';

const minute = 60_000;
const wall = '/display/BJ-TSY';

/** A browser that counts what it is asked; the test's own has no screen to keep lit. */
const countedLock = `
  globalThis.asked = [];
  Object.defineProperty(navigator, 'wakeLock', {
    value: { request: async (kind) => { globalThis.asked.push(kind); } },
  });
`;

/** Where the picture is once it has glided there, to the pixel. */
const place = `(() => {
  const main = document.querySelector('main');
  for (const glide of main.getAnimations()) glide.finish();
  const { x, y } = main.getBoundingClientRect();
  return Math.round(x) + ' ' + Math.round(y);
})()`;

describe('a display that runs for weeks', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;

  before(async () => {
    house = await openHouse();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await house?.close();
  });

  it('moves its picture every minute and cuts nothing off, so that nothing burns into the panel', async () => {
    const states = wallStates((await currentBoard(house.system, 'BJ-TSY')) ?? assert.fail());
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.clock.install();
    await openWall(page, house.url + wall, states['eight long queues'] ?? assert.fail());
    const places: string[] = [];
    for (let passed = 1; passed <= 16; passed += 1) {
      await page.clock.runFor(minute);
      places.push(String(await page.evaluate(place)));
      assert.deepEqual(await cutOff(page), [], `after ${passed} minutes`);
    }
    assert.equal(new Set(places).size, 8, places.join(' · '));
    assert.deepEqual(places.slice(8), places.slice(0, 8), 'round in a circle, without drift');
    await context.close();
  });

  it('asks for the screen to stay lit, and again whenever it is shown again', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.addInitScript(countedLock);
    await page.goto(house.url + wall);
    await page.waitForFunction('globalThis.asked.length === 1');
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await page.waitForFunction('globalThis.asked.length === 2');
    assert.deepEqual(await page.evaluate('globalThis.asked'), ['screen', 'screen']);
    await context.close();
  });
});
