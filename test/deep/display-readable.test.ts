import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { Board } from '../../server/domain/queue/screens/board.ts';
import { arcMinutes } from '../../server/domain/queue/screens/visual-angle.ts';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { there } from '../support/there.ts';
import { seeAs } from '../web/display/colour-vision.ts';
import { nameAtLength } from '../web/display/long-names.ts';
import { calledAt, linkedWall, openWall, showOn } from '../web/display/wall-states.ts';
import { notWhole } from '../web/display/whole-text.ts';

const panels = [
  [1920, 1080],
  [1080, 1920],
  [3840, 2160],
  [1366, 768],
] as const;
/** Counters, how many of them call, and what their labels begin with. */
const halls: readonly (readonly [number, number, string?])[] = [
  [1, 1],
  [6, 2],
  [6, 6],
  [7, 4],
  [9, 2],
  [9, 9],
  [13, 7],
  [20, 5],
  [20, 12],
  [20, 18],
  [20, 20],
  [6, 2, 'W10'],
  [20, 12, 'A'],
  [20, 20, 'A'],
  [20, 18, 'W1'],
  [20, 20, 'W1'],
];
const crowds: typeof halls = [
  [13, 7],
  [20, 18],
  [20, 20],
];
const reason = { 'zh-CN': '设备维护，请稍候。', en: 'Maintenance of the devices, please wait.' };
/** What the hall says above the calls takes room from them. */
const saying: readonly Partial<Board>[] = [
  { state: 'closing' },
  { state: 'paused', reason, opensAt: '2026-12-24T09:00:00+08:00' },
];
const views = ['', '?view=calls', '?view=table', '?lang=en'] as const;

const visions = ['none', 'protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const;

interface Drawn {
  readonly number: string;
  /** heights of the figures themselves, in pixels */
  readonly high: number;
  readonly label: string;
  readonly labelHigh: number;
}

describe('a display of a crowded hall', function () {
  this.timeout(600_000);
  let house: LiveHouse;
  let browser: Browser;
  let board: Board;

  before(async () => {
    house = await openHouse();
    await nameAtLength(house.system, 'BJ-TSY');
    board = (await currentBoard(house.system, 'BJ-TSY')) ?? assert.fail();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  /** What cannot be read on any of the panels. */
  const unreadable = async (page: Page, shown: Board): Promise<readonly string[]> => {
    const view = new URL(page.url()).search;
    const wrong: string[] = [];
    const expected = shown.calling.filter(({ state }) => state === 'called');
    for (const [width, height] of panels) {
      const where = `${view} ${shown.state} ${expected.length} of ${shown.calling.length}, ${expected[0]?.label}, ${width}×${height}`;
      await showOn(page, width, height);
      const drawn = await calledOn(page);
      assert.deepEqual(
        drawn.map(({ number, label }) => `${number} ${label}`).sort(),
        expected.map(({ number, label }) => `${number} ${label}`).sort(),
        where,
      );
      const least = Math.min(...drawn.map(({ high }) => arcMinutes(high, { width, height })));
      const leastLabel = Math.min(...drawn.map(({ labelHigh }) => arcMinutes(labelHigh, { width, height })));
      if (least < 20 || leastLabel < 15)
        wrong.push(`${where}: ${least.toFixed(1)}′, ${leastLabel.toFixed(1)}′`);
      const served = page.locator('.hall__served .call, .seat:not(.seat--called)');
      if ((await served.count()) > 0 && (await served.filter({ visible: true }).count()) === 0)
        wrong.push(`${where}: nobody of those who are served`);
      wrong.push(...(await notWhole(page)).map((what) => `${where}: ${what}`));
      wrong.push(...(await overlapping(page)).map((what) => `${where}: ${what}`));
    }
    return wrong;
  };
  const unreadableIn = async (view: string, boards: readonly Board[]): Promise<readonly string[]> => {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const show = await linkedWall(page, `${house.url}/display/BJ-TSY${view}`);
    const wrong: string[] = [];
    for (const shown of boards) {
      await show(shown);
      wrong.push(...(await unreadable(page, shown)));
    }
    await page.close();
    return wrong;
  };

  it('shows every number that is called, and its counter, large enough for ten metres, on every panel', async () => {
    const boards = halls.map(([counters, called, mark]) => calledAt(board, counters, called, mark));
    for (const view of views) assert.deepEqual(await unreadableIn(view, boards), []);
  });

  it('does so whatever the hall says above them, and somebody who is served has a place', async () => {
    const boards = crowds.flatMap(([counters, called]) =>
      saying.map((said) => ({ ...calledAt(board, counters, called), ...said })),
    );
    for (const view of ['', '?view=table']) assert.deepEqual(await unreadableIn(view, boards), []);
  });

  it('tells who is called from who is served without any colour, for every kind of vision', async () => {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    for (const [view, called, other] of [
      ['full', '.call--called:not(.call--new)', '.hall__served .call'],
      ['table', '.seat--called', '.seat:not(.seat--called)'],
    ] as const) {
      await openWall(page, `${house.url}/display/BJ-TSY?view=${view}`, calledAt(board, 9, 3));
      await page.evaluate(() => document.fonts.ready);
      for (const vision of visions) {
        await seeAs(page, vision);
        const picture = PNG.sync.read(await page.screenshot());
        // the field of the number or that of the counter: with old data only one of them is filled
        const contrasts: number[] = [];
        for (const part of [':is(.call__number, .seat__number)', ':is(.call__counter, .seat__counter)']) {
          const [loud, quiet] = await Promise.all(
            [called, other].map((cell) => cornerOf(page, `${cell} ${part}`)),
          );
          contrasts.push(contrastOf(lightAt(picture, there(loud)), lightAt(picture, there(quiet))));
        }
        const contrast = Math.max(...contrasts);
        assert.ok(contrast >= 4.5, `${view}, ${vision}: ${contrast.toFixed(1)} to 1`);
      }
      await page.unrouteAll();
    }
    await context.close();
  });
});

/** A point of the field of an element, beside its text. */
async function cornerOf(page: Page, selector: string): Promise<readonly [number, number]> {
  const box = there(await page.locator(selector).first().boundingBox());
  return [Math.round(box.x + 8), Math.round(box.y + 8)];
}

/** WCAG 2.2, relative luminance. */
function lightAt({ width, data }: PNG, [x, y]: readonly [number, number]): number {
  const at = (y * width + x) * 4;
  const [red = 0, green = 0, blue = 0] = [...data.subarray(at, at + 3)].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** What is called, as it can be seen: whole within the panel. */
function calledOn(page: Page): Promise<readonly Drawn[]> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    const pen = document.createElement('canvas').getContext('2d');
    const cells = [...document.querySelectorAll('.call--called, .seat--called')];
    return cells.flatMap((cell) => {
      const box = cell.getBoundingClientRect();
      const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
      if (box.width === 0 || !inside) return [];
      // of the ink, without what a line has above and below it
      const [number, label] = ['.call__number, .seat__number', '.call__label, .seat__label'].map((part) => {
        const element = cell.querySelector(part);
        if (element === null || pen === null) return { text: '', high: 0 };
        const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
        pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
        const ink = pen.measureText('0');
        const high = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
        return { text: element.textContent ?? '', high };
      });
      return {
        number: number?.text ?? '',
        high: number?.high ?? 0,
        label: label?.text ?? '',
        labelHigh: label?.high ?? 0,
      };
    });
  });
}

/** Texts of cells that reach out of their cell or over each other. */
function overlapping(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    for (const cell of document.querySelectorAll('.call, .seat')) {
      const box = cell.getBoundingClientRect();
      if (box.width === 0) continue;
      const parts = [...cell.children].map((part) => part.getBoundingClientRect());
      for (const [index, part] of parts.entries()) {
        if (part.left < box.left - 1 || part.right > box.right + 1) wrong.push(`wider: ${cell.textContent}`);
        const next = parts[index + 1];
        if (next !== undefined && next.left < part.right - 1 && next.top < part.bottom - 1)
          wrong.push(`over each other: ${cell.textContent}`);
      }
    }
    return wrong;
  });
}
