import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { recordingsOf } from '../../server/store/recording/recording-query.ts';
import { paths } from '../../server/web/paths.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { account, goodPassword } from '../web/staff/staff-browser.ts';
import { microphoneIn, readOne, told } from './reading-aloud.ts';

const site = 'BJ-TSY';
const page = paths.admin.studio(site);

/** The one way to pull out a microphone that is none. */
const looseMicrophone = `
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.microphone = stream.getAudioTracks()[0];
    return stream;
  };
`;

describe('a reading that is interrupted', function () {
  this.timeout(300_000);
  let folder: string;
  let hall: HallSystem;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'studio-'));
    hall = await startSystem({ engine: 'sqlite' });
    await account(hall, 'wang', 'manager', [site]);
    browser = await launchBrowser(microphoneIn(folder));
  });
  after(async () => {
    await browser.close();
    await hall.close();
    await rm(folder, { recursive: true });
  });
  const openStudio = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
    await context.grantPermissions(['microphone'], { origin: hall.url });
    await context.addInitScript({ content: looseMicrophone });
    const opened = await context.newPage();
    await signInByBrowser(opened, hall.url, { username: 'wang', password: goodPassword });
    await opened.goto(`${hall.url}${page}`);
    return opened;
  };

  it('loses nothing that was read when the network, or the microphone, goes in the middle', async () => {
    const studio = await openStudio();
    const pullOut = (): Promise<void> =>
      studio.evaluate(() => {
        const { microphone } = window as unknown as { microphone: MediaStreamTrack };
        microphone.stop();
        microphone.dispatchEvent(new Event('ended'));
      });
    const takenOf = async (fragment: string): Promise<string | undefined> =>
      (await recordingsOf(hall.system.database.reader, site)).find((one) => one.fragment === fragment)
        ?.sha256;
    await studio.keyboard.press(' ');
    await told(studio, /麦克风已打开/);
    await studio.locator('[data-prompt="zh-CN/4"]').click();
    const before = await takenOf('zh-CN/4');

    // the network goes while it is sent; the microphone, too
    let sent = 0;
    await studio.route(`**${page}?*`, (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      sent += 1;
      return sent === 1 ? route.abort() : route.continue();
    });
    await readOne(studio, /没有保存成功/);
    assert.equal(await studio.locator('#record').textContent(), '再保存（空格）');
    assert.equal(await takenOf('zh-CN/4'), before);
    await pullOut();
    assert.equal(await studio.locator('#record').textContent(), '再保存（空格）');
    await studio.keyboard.press(' ');
    await told(studio, /麦克风断开了/);
    assert.notEqual(await takenOf('zh-CN/4'), before, 'what was read is kept');

    // and it goes on as before, also when the microphone goes in the middle of a word
    await studio.keyboard.press(' ');
    await told(studio, /麦克风已打开/);
    await studio.keyboard.press(' ');
    await told(studio, /正在录音/);
    await pullOut();
    await told(studio, /麦克风断开了/);
    await studio.keyboard.press(' ');
    await told(studio, /麦克风已打开/);
    await studio.keyboard.press(' ');
    await told(studio, /正在录音/);
    // whoever turns to another word in the middle of one has read neither
    const five = await takenOf('zh-CN/5');
    await studio.locator('[data-prompt="zh-CN/6"]').click();
    await told(studio, /麦克风已打开/);
    const six = await takenOf('zh-CN/6');
    await readOne(studio);
    assert.equal(await takenOf('zh-CN/5'), five);
    assert.notEqual(await takenOf('zh-CN/6'), six);
  });
});
