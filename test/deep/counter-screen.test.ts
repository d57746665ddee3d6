import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { pauseReasons } from '../../server/domain/queue/hall/pause-reasons.ts';
import type { Board, BoardCall } from '../../server/domain/queue/screens/board.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { currentBoard } from '../../server/realtime/current-board.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { there } from '../support/there.ts';
import { faults } from '../web/counter/faults.ts';
import { openWall, showOn } from '../web/display/wall-states.ts';
import { notWhole } from '../web/display/whole-text.ts';
import { setHall } from '../web/number/door.ts';

const bars = [
  [1920, 360],
  [960, 160],
  [800, 480],
  [600, 800],
] as const;
const counter = 'BJ-TSY-3';
const account = {
  username: 'wang',
  name: '王芳',
  role: 'counter',
  sites: ['BJ-TSY'],
  password: 'Correct-Horse-42',
  badge: 'ABC123456789',
} as const;
const address = `/display/BJ-TSY/counters/${counter}`;

describe('the screen over a counter in a browser', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;

  before(async () => {
    house = await openHouse();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });
  const order = async (request: Parameters<typeof house.system.halls.submit>[1]): Promise<void> => {
    const outcome = await house.system.halls.submit('BJ-TSY', request, { actor: theSystem });
    assert.ok(outcome.ok, request.type);
  };

  it('follows its counter through a visit, whole on every bar, with nothing for axe to find', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const says = async (state: string, text: RegExp): Promise<void> => {
      await page.waitForSelector(`.place__now--${state}`);
      assert.match(await page.locator('#place').innerText(), text);
      for (const [width, height] of bars) {
        await page.setViewportSize({ width, height });
        const cut = await page.evaluate(() =>
          [
            ...document.querySelectorAll(
              '.place__label, .place__title, .place__badge, .place__number, .place__line',
            ),
          ]
            .filter((each) => {
              const box = each.getBoundingClientRect();
              return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight;
            })
            .map((each) => each.textContent),
        );
        assert.deepEqual(cut, [], `${state} ${width}×${height}`);
      }
      assert.deepEqual(await faults(page), [], state);
    };
    await page.goto(house.url + address);
    await says('closed', /窗口未开放/);
    const wang = await createStaff(house.system, { ...account, actor: theSystem });
    assert.ok(wang.ok);
    await setHall(house, 'BJ-TSY', { badgeOnScreen: true });
    await order({ type: 'open_counter', counter, staff: wang.value.id });
    await says('free', /工号 ABC123456789[\s\S]*请等候叫号/);
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id: 'one', services, priority: false, byStaff: true });
    await order({ type: 'call_next', counter });
    await says('called', /A001[\s\S]*请到本窗口/);
    await order({ type: 'start', counter });
    await says('serving', /A001[\s\S]*正在办理/);
    await order({ type: 'finish', counter, outcome: 'completed' });
    await order({ type: 'pause_counter', counter, reason: '午休' });
    await says('paused', /暂停服务 · 午休/);
    await context.close();
  });

  it('keeps everything whole with a counter of four characters, a number of five and a long reason', async () => {
    const board = there(await currentBoard(house.system, 'BJ-TSY'));
    const label = 'WM10';
    const at = '2026-11-24T09:30:00+08:00';
    const shown = (state: 'open' | 'paused' | 'closed', call?: BoardCall['state']): Board => ({
      ...board,
      version: board.version + 1,
      state: 'open',
      counters: [{ code: counter, label, state, badge: account.badge, reason: pauseReasons.equipment }],
      calling:
        call === undefined ? [] : [{ number: 'W1088', counter, label, calledAt: at, times: 1, state: call }],
    });
    const states = [
      shown('open', 'called'),
      shown('open', 'serving'),
      shown('open'),
      shown('paused'),
      shown('closed'),
    ];
    const wrong: string[] = [];
    for (const lang of ['both', 'zh-CN', 'en']) {
      const page = await browser.newPage({ serviceWorkers: 'block' });
      for (const [index, state] of states.entries()) {
        await openWall(page, `${house.url}${address}?lang=${lang}`, state);
        for (const [width, height] of bars) {
          await showOn(page, width, height);
          wrong.push(...(await notWhole(page)).map((what) => `${lang} ${index} ${width}×${height}: ${what}`));
        }
        await page.unrouteAll();
      }
      await page.close();
    }
    assert.deepEqual(wrong, []);
  });

  it('stays on what it knew without the network, says so, and starts again from what it kept', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(house.url + address);
    await page.waitForSelector('.place__now--paused');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.waitForSelector('.place__now--paused');
    await context.setOffline(true);
    await page.waitForSelector('#stale:not([hidden])');
    await page.reload();
    await page.waitForSelector('.place__now--paused');
    await context.setOffline(false);
    await order({ type: 'resume_counter', counter });
    await page.waitForSelector('.place__now--free');
    await page.waitForSelector('#stale', { state: 'hidden' });
    await context.close();
  });

  it('offers to be paired, and comes back over its own counter', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(house.url + address);
    // what can be clicked goes away again: on a busy machine before the click has come
    const pair = page.locator('.hall__pair');
    for (let touch = 0; touch < 10 && !page.url().includes('/pairing'); touch += 1) {
      await page.keyboard.press('Shift');
      await pair.click({ timeout: 3000 }).catch(() => undefined);
    }
    await page.waitForURL('**/pairing?counter=*');
    assert.equal(await page.locator('#main').getAttribute('data-display'), address);
    await context.close();
  });

  it('exists for the counters of its own hall alone', async () => {
    await house.request.get('/display/BJ-TSY/counters/BJ-ZGC-1').expect(404);
    await house.request.get('/display/BJ-TSY/counters/%3Cscript%3E').expect(404);
    await house.request.get(address).expect(200);
  });
});
