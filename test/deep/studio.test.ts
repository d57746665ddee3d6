import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { announcement } from '../../server/domain/queue/screens/announcement.ts';
import { promptsFor } from '../../server/domain/queue/screens/studio.ts';
import { loudnessOf } from '../../server/domain/sound/loudness.ts';
import { readWave } from '../../server/domain/sound/wave.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { recordingBytes, recordingsOf } from '../../server/store/recording/recording-query.ts';
import { recordingAddress } from '../../server/web/display/display-sounds.ts';
import { paths } from '../../server/web/paths.ts';
import { begun } from '../support/begun.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { playedSounds } from '../web/display/played-sounds.ts';
import { account, goodPassword } from '../web/staff/staff-browser.ts';
import { microphoneIn, readOne, told } from './reading-aloud.ts';

const site = 'BJ-TSY';
const counter = 'BJ-TSY-3';
const page = paths.admin.studio(site);

describe('the recording studio in a browser', function () {
  this.timeout(300_000);
  let folder: string;
  let hall: HallSystem;
  let browser: Browser;
  let context: BrowserContext;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'studio-'));
    hall = await startSystem({ engine: 'sqlite' });
    await account(hall, 'wang', 'manager', [site]);
  });
  after(async () => {
    await hall.close();
    await rm(folder, { recursive: true });
  });
  const open = async (switches: readonly string[], granted: boolean): Promise<Page> => {
    browser = await launchBrowser(switches);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
    if (granted) await context.grantPermissions(['microphone'], { origin: hall.url });
    const opened = await context.newPage();
    await signInByBrowser(opened, hall.url, { username: 'wang', password: goodPassword });
    assert.equal((await opened.goto(`${hall.url}${page}`))?.status(), 200);
    return opened;
  };
  afterEach(() => browser.close());
  const order = async (request: HallRequest): Promise<void> => {
    const answer = await hall.system.halls.submit(site, request, { actor: theSystem });
    assert.ok(answer.ok, answer.ok ? '' : answer.code);
  };
  it('records a whole set by the space bar alone, and the hall speaks it', async () => {
    const studio = await open(microphoneIn(folder), true);
    const errors: string[] = [];
    studio.on('pageerror', ({ message }) => errors.push(message));
    studio.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await studio.keyboard.press(' ');
    await told(studio, /麦克风已打开/);
    const own = begun((await hall.system.catalogue()).sites.get(site) ?? null);
    const needed = promptsFor(own).filter((prompt) => prompt.needed);
    const begin = Date.now();
    for (let at = 0; at < needed.length; at += 1) {
      await readOne(studio);
    }
    const minutes = (Date.now() - begin) / 60_000;
    assert.ok(minutes < 5, `${minutes} minutes`);
    assert.equal(await studio.locator('#count').textContent(), `${needed.length} / ${needed.length}`);
    await told(studio, /都录好了/);
    assert.deepEqual(errors, []);

    const kept = await recordingsOf(hall.system.database.reader, site);
    assert.deepEqual(
      kept.map(({ fragment }) => fragment),
      needed.flatMap(({ fragments }) => fragments).sort(),
    );
    for (const { sha256, fragment } of kept) {
      const sound = begun(readWave(begun(await recordingBytes(hall.system.database.reader, site, sha256))));
      assert.ok(Math.abs(loudnessOf(sound) + 18) < 0.5, `${fragment}: ${loudnessOf(sound)} LUFS`);
      assert.ok(sound.samples.length / sound.sampleRate < 0.8, `${fragment} is cut to its word`);
    }

    await context.addInitScript({ content: playedSounds });
    const wall = await context.newPage();
    await wall.goto(`${hall.url}${paths.display(site)}`);
    await wall.locator('#sound:not(:disabled)').click();
    await wall.waitForSelector('#sound', { state: 'hidden' });
    await order({ type: 'open_counter', counter, staff: null });
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'walk_in', id: 'one', services, priority: false, byStaff: true });
    await order({ type: 'call_next', counter });
    const played = () => wall.evaluate(() => (window as unknown as { played: string[] }).played);
    const sentences = announcement({ number: 'A001', label: '3' }, { ...own.hall.speech, times: 1 });
    const wanted = sentences.slice(1).flatMap(({ said }) => said.filter((each) => typeof each === 'string'));
    await wall.waitForFunction(
      (count) => (window as unknown as { played: string[] }).played.length >= count,
      1 + wanted.length,
    );
    const addresses = new Map(kept.map((recording) => [recording.fragment, recordingAddress(recording)]));
    assert.deepEqual(
      (await played()).slice(1, 1 + wanted.length),
      wanted.map((name) => addresses.get(name)),
    );
    assert.match((await played())[0] ?? '', /sounds\/chime/);

    // one is read again: it alone is replaced, and can be heard at once
    await studio.locator('[data-prompt="zh-CN/haoqingdao"]').click();
    await readOne(studio);
    const after = await recordingsOf(hall.system.database.reader, site);
    const changed = after.filter(
      (recording) => recordingAddress(recording) !== addresses.get(recording.fragment),
    );
    assert.deepEqual(
      changed.map(({ fragment }) => fragment),
      ['zh-CN/haoqingdao'],
    );
    assert.equal(after.length, kept.length);
  });

  it('says what is wrong with a take, and keeps nothing of it', async () => {
    // the machine's fake microphone without a file beeps, once a second
    const studio = await open(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'], true);
    const before = await recordingsOf(hall.system.database.reader, site);
    await studio.keyboard.press(' ');
    await told(studio, /麦克风已打开/);
    await studio.locator('[data-prompt="zh-CN/0"]').click();
    await studio.keyboard.press(' ');
    await told(studio, /正在录音/);
    await studio.waitForTimeout(4500);
    await studio.keyboard.press(' ');
    await told(studio, /太长|截掉|没有听到|噪音|破音/);
    assert.deepEqual(await recordingsOf(hall.system.database.reader, site), before);
  });

  it('says plainly that the microphone was refused, or that there is none', async () => {
    const refused = await open(
      ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      true,
    );
    // a browser of tests has nobody to say no: a page that may not ask is refused in the same way
    await refused.goto(`${hall.url}${paths.admin.act('sites', site, 'recordings')}`);
    const elsewhere = () =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'heard',
        (error: DOMException) => error.name,
      );
    assert.equal(await refused.evaluate(elsewhere), 'NotAllowedError', 'no other page may listen');
    await refused.route(`**${page}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        headers: { ...answer.headers(), 'permissions-policy': 'microphone=()' },
      });
    });
    await refused.goto(`${hall.url}${page}`);
    await refused.locator('#record').click();
    await told(refused, /没有允许使用麦克风/);
    await browser.close();
    const without = await open([], true);
    await without.keyboard.press(' ');
    await told(without, /没有找到麦克风/);
    assert.equal(await without.locator('#record').textContent(), '打开麦克风（空格）');
  });
});
