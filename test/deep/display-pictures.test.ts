import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { keepWallPicture } from '../../server/actions/wall-picture/keep-wall-picture.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { writeWallPicture } from '../../server/store/wall-picture/wall-picture-store.ts';
import { type LiveHouse, openHouse } from '../realtime/live-house.ts';
import { launchBrowser } from '../support/browser.ts';
import { samplePng } from '../support/sample-picture.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';
const manager = { kind: 'staff', id: 'm', role: 'administrator', sites: [] } as never;

describe('the pictures of a branch on its wall', function () {
  this.timeout(300_000);
  let house: LiveHouse;
  let browser: Browser;
  let context: BrowserContext;
  let issued = 0;

  const order = async (request: HallRequest): Promise<void> => {
    const answer = await house.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  const call = async (): Promise<void> => {
    issued += 1;
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id: `ticket-${issued}`, services, priority: false, byStaff: true });
    await order({ type: 'call_next', counter });
  };
  const finish = async (): Promise<void> => {
    await order({ type: 'start', counter });
    await order({ type: 'finish', counter, outcome: 'completed' });
  };
  const keep = async (name: string, bytes: Uint8Array): Promise<void> => {
    const answer = await keepWallPicture(house.system, manager, { site, name, bytes });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  const open = async (query = ''): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${house.url}/display/${site}${query}`);
    return page;
  };
  const loaded = (page: Page): Promise<unknown> =>
    page.waitForFunction(() => {
      const picture = document.querySelector<HTMLImageElement>('#picture:not([hidden]) img');
      return picture !== null && picture.naturalWidth > 0;
    });

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    house = await openHouse();
    await order({ type: 'open_counter', counter, staff: null });
    context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  });
  afterEach(async () => {
    await context.close();
    await house.close();
  });

  it('stand while nobody is at a counter, and give way to a call at once', async () => {
    await keep('wide.png', samplePng(1600, 900, [0, 60, 140]));
    const page = await open();
    await loaded(page);
    const [picture, side, message] = await Promise.all(
      ['.hall__shown', '.hall__calls-side', '.hall__message'].map((part) => page.locator(part).boundingBox()),
    );
    assert.ok(picture && side && message);
    assert.ok(picture.height > 0.5 * side.height, 'large');
    assert.ok(picture.y >= message.y + message.height, 'below what the hall says');
    assert.ok(picture.y + picture.height <= side.y + side.height + 1, 'whole');
    await call();
    await page.waitForSelector('.call--called');
    assert.equal(await page.locator('#picture').isVisible(), false);
    assert.equal(await page.locator('.hall__shown').count(), 0, 'nothing plays on unseen');
    await finish();
    await loaded(page);
    const table = await open('?view=table');
    await table.waitForSelector('.seat--free');
    assert.equal(await table.locator('#picture').isVisible(), false, 'the table is full of counters');
  });

  it('are there without the network, too', async () => {
    await keep('wide.png', samplePng(1600, 900, [0, 60, 140]));
    const page = await open();
    await loaded(page);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    // the first load of all was before the worker; from the second on it keeps what is shown
    await page.reload();
    await loaded(page);
    await page.waitForFunction(async () => {
      const kept = await (await caches.open('hall-display')).keys();
      return kept.some(({ url }) => url.includes('/pictures/'));
    });
    await context.setOffline(true);
    await page.reload();
    await loaded(page);
  });

  it('take turns, a video among them silently to its end, and what this machine cannot show is passed over', async () => {
    await keep('video.webm', await recorded(await open()));
    // recognised by its head as a video, and broken behind it
    const broken = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.from('webm no more')]);
    const row = { site, sha256: 'cd'.repeat(32), kind: 'webm', size: broken.length, name: 'broken' } as const;
    const { writer } = house.system.database;
    await writeWallPicture(
      writer,
      { ...row, uploadedAt: house.system.clock.now(), bytes: broken },
      theSystem,
    );
    await keep('still.png', samplePng(160, 90, [0, 60, 140]));
    const page = await open();
    await page.waitForFunction(() => {
      const video = document.querySelector<HTMLVideoElement>('#picture video');
      return video !== null && video.currentTime > 0 && video.muted && !video.loop;
    });
    await loaded(page);
    assert.equal(await page.locator('#picture video').count(), 0);
  });

  it('do not move where motion is not wanted', async () => {
    await keep('video.webm', await recorded(await open()));
    await keep('still.png', samplePng(160, 90, [0, 60, 140]));
    const page = await context.newPage();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${house.url}/display/${site}`);
    await loaded(page);
    assert.equal(await page.locator('#picture video').count(), 0);
  });
});

/** A second of film, as a browser records it. */
async function recorded(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
    const pieces: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
    const ended = new Promise((done) => recorder.addEventListener('stop', done));
    recorder.start();
    for (let frame = 0; frame < 20; frame += 1) {
      if (pen !== null) pen.fillStyle = `hsl(${frame * 18} 80% 50%)`;
      pen?.fillRect(0, 0, 160, 90);
      await new Promise((done) => requestAnimationFrame(done));
    }
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  await page.close();
  return Buffer.from(text, 'base64');
}
