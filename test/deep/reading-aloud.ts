import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { readWave, toWave } from '../../server/domain/sound/wave.ts';
import { begun } from '../support/begun.ts';

/** What the microphone hears, again and again: a word in a quiet room. */
function roomFile(folder: string): string {
  const word = begun(readWave(readFileSync(resolve(import.meta.dirname, '../../public/sounds/zh-CN/7.wav'))));
  const around = Math.round(1.8 * word.sampleRate);
  const samples = new Float64Array(word.samples.length + around);
  samples.set(word.samples, around);
  for (let at = 0; at < samples.length; at += 1)
    samples[at] = 0.6 * (samples[at] ?? 0) + 0.0006 * (((at * 7919) % 1000) / 500 - 1);
  const file = join(folder, 'room.wav');
  writeFileSync(file, toWave({ samples, sampleRate: word.sampleRate }));
  return file;
}

/** Switches of a browser whose microphone hears that, and is allowed. */
export function microphoneIn(folder: string): readonly string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${roomFile(folder)}`,
  ];
}

/** Waits until the studio says so. */
export async function told(studio: Page, words: RegExp): Promise<void> {
  const place = studio.locator('#said');
  await studio
    .waitForFunction(
      (pattern) => new RegExp(pattern).test(document.getElementById('said')?.textContent ?? ''),
      words.source,
      { timeout: 15_000 },
    )
    .catch(async () => assert.match((await place.textContent()) ?? '', words));
}

function level(studio: Page, wanted: 'loud' | 'quiet'): Promise<unknown> {
  return studio.waitForFunction((want) => {
    const width = Number.parseInt(document.getElementById('level')?.style.width ?? '', 10);
    return want === 'loud' ? width > 60 : width < 40;
  }, wanted);
}

/** Presses the space bar in the silence before the word and in the one after it, and again when a busy machine was too late for one. */
export async function readOne(studio: Page, ends = /已保存|都录好了/): Promise<void> {
  for (const last of [false, false, false, true]) {
    for (const says of [/正在录音/, last ? ends : new RegExp(`${ends.source}|截掉|太短`)]) {
      await level(studio, 'loud');
      await level(studio, 'quiet');
      // the word is over, and no longer among what is kept from before the key
      await studio.waitForTimeout(450);
      await studio.keyboard.press(' ');
      await told(studio, says);
    }
    if (!/截掉|太短/.test((await studio.locator('#said').textContent()) ?? '')) return;
  }
}
