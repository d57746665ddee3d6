import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Board } from '../../server/domain/queue/screens/board.ts';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { there } from '../support/there.ts';
import { faults } from '../web/counter/faults.ts';
import { longWall } from '../web/display/long-names.ts';
import { cutOff, openWall, showOn, wallStates } from '../web/display/wall-states.ts';
import { notWhole } from '../web/display/whole-text.ts';

const sizes = [
  [1920, 1080],
  [1080, 1920],
  [3840, 2160],
] as const;
const wall = '/display/BJ-TSY';

describe('a display in every state', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;
  let states: Readonly<Record<string, Board>>;

  before(async () => {
    house = await openHouse();
    states = wallStates((await currentBoard(house.system, 'BJ-TSY')) ?? assert.fail());
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  it('shows everything whole, upright and lying, up to 4K, in one language and in both', async () => {
    const wrong: string[] = [];
    for (const [name, board] of Object.entries(states)) {
      const context = await browser.newContext({ serviceWorkers: 'block' });
      const page = await context.newPage();
      for (const query of ['', '?lang=en', '?view=queues']) {
        await openWall(page, house.url + wall + query, board);
        for (const [width, height] of sizes) {
          await showOn(page, width, height);
          const cut = [...(await cutOff(page)), ...(await notWhole(page))];
          wrong.push(...cut.map((what) => `${name} ${query} ${width}×${height}: ${what}`));
        }
        await page.unrouteAll();
      }
      await context.close();
    }
    assert.deepEqual(wrong, []);
  });

  it('measures its texts anew when their letters come late', async () => {
    const page = await browser.newPage({
      viewport: { width: 1920, height: 1080 },
      serviceWorkers: 'block',
    });
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/assets/fonts/**', async (route) => {
      await held;
      await route.continue();
    });
    const shown = longWall(there(states['quiet']), { queues: 6, counters: 9, called: 3, waiting: 300 });
    const opened = openWall(page, house.url + wall, shown);
    await page.waitForSelector(`#main[data-version="${shown.version}"]`);
    letGo();
    await opened;
    await page.waitForFunction(() => document.fonts.status === 'loaded');
    await showOn(page, 1920, 1080);
    assert.deepEqual(await notWhole(page), []);
    await page.close();
  });

  it('writes a short name and a short notice at their full size', async () => {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    await openWall(page, `${house.url}${wall}?lang=zh-CN`, states['busy'] ?? assert.fail());
    await showOn(page, 1920, 1080);
    const sizes = await page.evaluate(() =>
      [['.hall__name', '--name'] as const, ['.hall__notice', '--notice'] as const].map(([part, property]) =>
        document.querySelector<HTMLElement>(part)?.style.getPropertyValue(property),
      ),
    );
    assert.deepEqual(sizes, ['2.1rem', '1.8rem']);
    await page.close();
  });

  it('has nothing for axe to find, fresh, with old data, touched, and while it is being paired', async () => {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    for (const [name, board] of Object.entries(states)) {
      await openWall(page, house.url + wall, board);
      assert.deepEqual(await faults(page), [], name);
      await page.unrouteAll();
    }
    await openWall(page, house.url + wall, states['busy'] ?? assert.fail());
    await page.waitForSelector('#stale:not([hidden])');
    await page.keyboard.press('Shift');
    await page.waitForSelector('.hall__pair');
    assert.deepEqual(await faults(page), [], 'old and touched');
    await page.unrouteAll();
    await page.goto(`${house.url}${wall}/pairing`);
    assert.deepEqual(await faults(page), [], 'pairing');
    await context.close();
  });
});
