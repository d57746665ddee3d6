import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { defaultHallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { playedSounds } from '../web/display/played-sounds.ts';
import { spokenVoice, voiceOf } from '../web/display/spoken-voice.ts';
import { setHall } from '../web/number/door.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';
const huihui = ['Microsoft Huihui', 'Microsoft Zira'] as const;

describe('the voice that a wall takes, in a browser', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;
  let called = 0;
  const order = async (request: HallRequest): Promise<void> => {
    const answer = await house.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  before(async () => {
    house = await openHouse();
    await order({ type: 'open_counter', counter, staff: null });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });
  /** What is said by the machine's voice and what is played, when one visitor is called to a wall on such a machine. */
  const heard = async (
    voice: string,
    enough: { readonly said: number; readonly played: number },
  ): Promise<{ readonly said: readonly string[]; readonly played: readonly string[] }> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    await context.addInitScript({ content: playedSounds });
    await context.addInitScript({ content: voice });
    const wall: Page = await context.newPage();
    await wall.goto(`${house.url}/display/${site}`);
    await wall.locator('#sound:not(:disabled)').click();
    await wall.waitForSelector('#sound', { state: 'hidden' });
    called += 1;
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id: `one-${called}`, services, priority: false, byStaff: true });
    await order({ type: 'call_next', counter });
    await wall.waitForFunction(
      ({ said, played }) => {
        const page = window as unknown as { said: string[]; played: string[] };
        return page.said.length >= said && page.played.length >= played;
      },
      enough,
      { timeout: 30_000 },
    );
    const { said, played } = await wall.evaluate(() => {
      const page = window as unknown as { said: string[]; played: string[] };
      return { said: page.said, played: page.played };
    });
    await context.close();
    await order({ type: 'start', counter });
    await order({ type: 'finish', counter, outcome: 'completed' });
    return { said, played };
  };
  const names = (played: readonly string[]): readonly string[] =>
    played.map((address) => address.replace(/^.*sounds\/|\.\w+\.wav$/g, ''));

  it('is a good one of the machine where the branch has not recorded its own', async () => {
    const { said, played } = await heard(voiceOf({ names: huihui, fails: false }), { said: 4, played: 1 });
    assert.match(said[0] ?? '', /^A 零零一号，请到3号窗口办理$/);
    assert.match(said[1] ?? '', /^Ticket A 0 0 1/);
    assert.deepEqual(names(played), ['chime'], 'nothing but the chime is a recording');
  });

  it('is the one that comes with the system where the machine has none that people like', async () => {
    const { said, played } = await heard(spokenVoice, { said: 0, played: 14 });
    assert.deepEqual(said, []);
    assert.deepEqual(names(played).slice(0, 4), ['chime', 'zh-CN/A', 'zh-CN/0', 'zh-CN/0']);
  });

  it('is the next one for a call that the machine’s voice fails to say', async () => {
    const { said, played } = await heard(voiceOf({ names: huihui, fails: true }), { said: 2, played: 14 });
    assert.match(said[0] ?? '', /^A 零零三号/);
    assert.deepEqual(names(played).slice(0, 4), ['chime', 'zh-CN/A', 'zh-CN/0', 'zh-CN/0']);
    assert.ok(names(played).includes('en/please-go-to-counter'));
  });

  it('is in the order that the site wants, and a letter is a phrase where it wants that', async () => {
    const speech = { ...defaultHallPolicy.speech, voices: 'own built-in device', letters: 'phrase' } as const;
    await setHall(house, site, { speech });
    const { said, played } = await heard(voiceOf({ names: huihui, fails: false }), { said: 0, played: 14 });
    assert.deepEqual(said, []);
    assert.ok(names(played).includes('en/as-in-a'));
    assert.ok(!names(played).includes('en/A'));
  });
});
