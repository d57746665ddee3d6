import type { Browser, Page } from 'playwright-core';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { paths } from '../../server/web/paths.ts';
import type { HallSystem } from '../support/hall-system.ts';
import { lettered } from '../support/lettered.ts';
import { there } from '../support/there.ts';
import { seeAs } from '../web/display/colour-vision.ts';
import { calledAt, openWall, showOn, wallStates } from '../web/display/wall-states.ts';

const panels = [
  [1920, 1080],
  [1080, 1920],
  [3840, 2160],
  [1366, 768],
] as const;

/** A wall on every panel, quiet, busy and crowded, in both languages; and the busy one as the colour-blind see it. */
export async function takeWalls(browser: Browser, hall: HallSystem, folder: string): Promise<void> {
  const board = there(await currentBoard(hall.system, 'BJ-TSY'));
  const states = {
    quiet: there(wallStates(board)['quiet']),
    busy: calledAt(board, 9, 3),
    crowded: calledAt(board, 20, 12),
  };
  for (const [state, shown] of Object.entries(states))
    for (const [lang, short] of [
      ['zh-CN', 'zh'],
      ['en', 'en'],
    ] as const) {
      const page = await browser.newPage({ serviceWorkers: 'block' });
      await openWall(page, `${hall.url}${paths.display('BJ-TSY')}?lang=${lang}`, shown);
      for (const [width, height] of panels) {
        await showOn(page, width, height);
        await keep(page, `${folder}/wall-${state}.${short}.${width}x${height}.png`);
      }
      await page.close();
    }
  for (const view of ['full', 'table']) {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, serviceWorkers: 'block' });
    await openWall(page, `${hall.url}${paths.display('BJ-TSY')}?view=${view}`, states.busy);
    for (const vision of ['protanopia', 'deuteranopia', 'tritanopia'] as const) {
      await seeAs(page, vision);
      await keep(page, `${folder}/wall-${view}.${vision}.png`);
    }
    await page.close();
  }
}

async function keep(page: Page, path: string): Promise<void> {
  await lettered(page);
  await page.screenshot({ path });
  console.log(path.replace(/^.*\//, ''));
}
