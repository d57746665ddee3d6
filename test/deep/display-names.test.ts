import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { Board } from '../../server/domain/queue/screens/board.ts';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { there } from '../support/there.ts';
import { longStates, longWall, nameAtLength } from '../web/display/long-names.ts';
import { linkedWall, showOn } from '../web/display/wall-states.ts';
import { notWhole } from '../web/display/whole-text.ts';

const panels = [
  [1920, 1080],
  [1080, 1920],
  [3840, 2160],
  [1366, 768],
] as const;
const site = 'BJ-TSY';

describe('a display of a branch that names everything at length', function () {
  this.timeout(900_000);
  let house: LiveHouse;
  let browser: Browser;
  let board: Board;

  before(async () => {
    house = await openHouse();
    await nameAtLength(house.system, site);
    board = there(await currentBoard(house.system, site));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });
  const onEveryPanel = async (
    query: string,
    shown: Readonly<Record<string, Board>>,
    look: (page: Page) => Promise<readonly string[]>,
  ) => {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const show = await linkedWall(page, `${house.url}/display/${site}?${query}`);
    const wrong: string[] = [];
    for (const [name, board] of Object.entries(shown)) {
      await show(board);
      for (const [width, height] of panels) {
        await showOn(page, width, height);
        wrong.push(...(await look(page)).map((what) => `${name}, ${query} ${width}×${height}: ${what}`));
      }
    }
    await page.close();
    return wrong;
  };

  for (const lang of ['both', 'zh-CN', 'en'])
    it(`reads the names of one to eight queues to their end, few waiting and many, in ${lang}`, async () => {
      const upToEight = (waits: readonly (readonly [waiting: number, called: number])[]) =>
        Object.fromEntries(
          [1, 2, 3, 4, 5, 6, 7, 8].flatMap((queues) =>
            waits.map(([waiting, called]) => [
              `${queues} queues, ${waiting} wait`,
              longWall(board, { queues, counters: called, called, waiting }),
            ]),
          ),
        );
      const read = async (page: Page) => [...(await notWhole(page)), ...(await unnamed(page))];
      const beside = upToEight([
        [12, 1],
        [300, 3],
      ]);
      assert.deepEqual(
        [
          ...(await onEveryPanel(`lang=${lang}&view=full`, beside, read)),
          ...(await onEveryPanel(`lang=${lang}&view=queues`, upToEight([[300, 3]]), read)),
        ],
        [],
      );
    });

  for (const view of ['full', 'calls', 'table', 'queues'])
    it(`cuts off no notice, no reason and nobody who is called in the view ${view}`, async () => {
      const wrong: string[] = [];
      for (const lang of ['both', 'en'])
        wrong.push(...(await onEveryPanel(`lang=${lang}&view=${view}`, longStates(board), notWhole)));
      assert.deepEqual(wrong, []);
    });
});

/** Queues beside the calls that have lost their name. */
function unnamed(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.hall:not(.hall--strip) .line')]
      .filter((line) => line.querySelector('.line__title')?.checkVisibility() !== true)
      .map((line) => `no name: ${line.textContent}`),
  );
}
