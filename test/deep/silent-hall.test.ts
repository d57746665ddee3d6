import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { playedSounds } from '../web/display/played-sounds.ts';
import { setHall } from '../web/number/door.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';
/** a phone whose shaking can be seen */
const shaken = `
  window.shaken = [];
  Object.defineProperty(Navigator.prototype, 'vibrate', { value: (pattern) => window.shaken.push(pattern) > 0 });
`;

describe('a silent hall in a browser', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;
  const order = async (request: HallRequest): Promise<void> => {
    const answer = await house.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  const take = async (id: string): Promise<string> => {
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id, services, priority: false, byStaff: true });
    return `${house.url}/tickets/${house.system.secrets.tokenFor('ticket', id)}`;
  };
  const played = (wall: Page) => wall.evaluate(() => (window as unknown as { played: string[] }).played);
  before(async () => {
    house = await openHouse();
    await setHall(house, site, { calling: 'silent' });
    await order({ type: 'open_counter', counter, staff: null });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  for (const locale of ['zh-CN', 'en'] as const)
    it(`shakes and flashes the phone, flashes the wall, and speaks to who has only paper, without a chime (${locale})`, async () => {
      const hall = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      await hall.addInitScript({ content: playedSounds });
      const wall = await hall.newPage();
      await wall.goto(`${house.url}/display/${site}`);
      await wall.locator('#sound:not(:disabled)').click();
      // whoever stands at the wall with a mouse is told why it is so quiet
      await wall.waitForFunction(() =>
        /静音大厅/.test(document.querySelector<HTMLButtonElement>('#sound:disabled')?.textContent ?? ''),
      );
      const pocket = await browser.newContext({ viewport: { width: 360, height: 740 }, locale });
      await pocket.addInitScript({ content: shaken });
      const phone = await pocket.newPage();
      const opened = phone.waitForResponse((answer) => answer.url().endsWith('/on-phone'));
      await phone.goto(await take(`phone-${locale}`));
      assert.equal((await opened).status(), 204);
      await phone.locator('#alert').click();
      assert.match(
        (await phone.locator('#alert').textContent()) ?? '',
        locale === 'en' ? /Vibration is on/ : /振动提醒已开启/,
      );
      await take(`paper-${locale}`);

      await order({ type: 'call_next', counter });
      await phone.waitForSelector('.sheet--flash [data-state="called"]');
      const shakes = await phone.evaluate(() => (window as unknown as { shaken: number[][] }).shaken);
      assert.equal(shakes.length, 2, 'once to try, once for the call');
      assert.ok((shakes[1]?.length ?? 0) > 3);
      await wall.waitForSelector('.call--called.call--flash');
      await order({ type: 'recall', counter });
      await phone.waitForFunction(() => (window as unknown as { shaken: number[][] }).shaken.length === 3);

      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome: 'completed' });
      await order({ type: 'call_next', counter });
      await wall.waitForFunction(() => (window as unknown as { played: string[] }).played.length >= 6);
      const sounds = await played(wall);
      // the first sound at all is the letter of the ticket on paper
      assert.match(sounds[0] ?? '', /sounds\/zh-CN\/A\./);
      assert.ok(
        sounds.every((address) => !address.includes('chime')),
        sounds.join(' '),
      );
      await order({ type: 'start', counter });
      await order({ type: 'finish', counter, outcome: 'completed' });
      await hall.close();
      await pocket.close();
    });
});
