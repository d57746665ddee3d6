import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { keepRecordings } from '../../server/actions/recording/keep-recordings.ts';
import { defaultHallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';
import { type StaffActor, theSystem } from '../../server/domain/staff/actor.ts';
import { recordingAddress } from '../../server/web/display/display-sounds.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { somebody } from '../support/somebody.ts';
import { setHall } from '../web/number/door.ts';

const site = 'BJ-TSY';
const counters = ['BJ-TSY-3', 'BJ-TSY-4', 'BJ-TSY-5'] as const;
const calls = counters.length;
const manager: StaffActor = { ...somebody, role: 'manager', sites: [site] };

/** Writes down when each sound begins and how long it is, seconds of the sound's own clock. */
const timedSounds = `
  window.timed = [];
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (at = 0) {
    window.timed.push({ at, lasts: this.buffer.duration, heard: this.context.state === 'running' });
    start.call(this, at);
  };
`;
interface Timed {
  readonly at: number;
  readonly lasts: number;
  readonly heard: boolean;
}

/** What the unit of a display starts its browser with; a browser of tests has its own folder. */
function switchesOfUnit(): readonly string[] {
  const unit = readFileSync(resolve(import.meta.dirname, '../../server/deploy/display.service'), 'utf8');
  const command = /^ExecStart=((?:.*\\\n)*.*)$/m.exec(unit)?.[1] ?? '';
  return [...command.matchAll(/--[\w-]+(?:=\S+)?/g)]
    .map(([one]) => one)
    .filter((one) => !one.startsWith('--user-data-dir'));
}

describe('a wall that nobody touches', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;
  const order = async (request: HallRequest): Promise<void> => {
    const answer = await house.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, `${request.type}: ${answer.ok ? '' : answer.code}`);
  };
  before(async () => {
    house = await openHouse();
    // half as fast: without haste each call would take twelve seconds
    const speech = { ...defaultHallPolicy.speech, rate: 0.5, voices: 'built-in device' } as const;
    await setHall(house, site, { speech });
    for (const counter of counters) {
      await order({ type: 'open_counter', counter, staff: null });
      const services = [{ code: 'RENEW', quantity: 1 }];
      await order({ type: 'walk_in', id: `t-${counter}`, services, priority: false, byStaff: true });
    }
    browser = await launchBrowser(switchesOfUnit());
  });
  after(async () => {
    await browser.close();
    await house.close();
  });

  it('speaks with the switches of its unit as soon as it is opened, and in a rush eight seconds a call at most, however slowly the hall speaks', async () => {
    assert.ok(switchesOfUnit().includes('--autoplay-policy=no-user-gesture-required'));
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    await context.addInitScript({ content: timedSounds });
    const wall = await context.newPage();
    await wall.goto(`${house.url}/display/${site}`);
    await wall.waitForSelector('#sound', { state: 'hidden' });
    for (const counter of counters) await order({ type: 'call_next', counter });
    // the last call has time: it may be said twice, in both languages, as slowly as the hall wants
    const chimes = async (): Promise<readonly number[]> => {
      const sounds = await wall.evaluate(() => (window as unknown as { timed: Timed[] }).timed);
      assert.ok(sounds.every(({ heard }) => heard));
      return sounds.flatMap(({ at, lasts }) => (lasts === sounds[0]?.lasts ? [at] : []));
    };
    await wall.waitForFunction(
      (count) => {
        const { timed } = window as unknown as { timed: Timed[] };
        return timed.filter(({ lasts }) => lasts === timed[0]?.lasts).length >= count;
      },
      calls,
      { timeout: 60_000 },
    );
    const begun = await chimes();
    for (const [index, at] of begun.slice(2).entries()) {
      const before = begun[index + 1] ?? 0;
      assert.ok(at - before <= 8.5, `${at - before} s from one call to the next`);
    }
    await context.close();
  });

  it('keeps the branch’s recordings that it needs for a start without a network, and none that were replaced', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const wall = await context.newPage();
    const files = resolve(import.meta.dirname, '../../public/sounds/zh-CN');
    const record = async (fragment: string, file: string): Promise<string> => {
      const bytes = readFileSync(resolve(files, file));
      const sent = [{ fragment, name: file, bytes }];
      const kept = await keepRecordings(house.system, manager, { site, sent });
      assert.ok(kept.ok && kept.value[0] !== undefined);
      return recordingAddress(kept.value[0]);
    };
    const keeps = (addresses: readonly string[]): Promise<unknown> =>
      wall.waitForFunction(async (wanted) => {
        const cache = await caches.open('hall-display');
        const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
        const own = paths.filter((path) => path.includes('/recordings/'));
        return own.sort().join() === [...wanted].sort().join();
      }, addresses);
    const other = await record('zh-CN/2', '2.wav');
    const first = await record('zh-CN/1', '1.wav');
    await wall.goto(`${house.url}/display/${site}`);
    await wall.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await wall.reload();
    await keeps([first, other]);
    const second = await record('zh-CN/1', '7.wav');
    await wall.reload();
    await keeps([second, other]);
    await context.close();
  });
});
