import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { waveSamples } from '../../../public/sounds/samples.ts';
import { defaultHallPolicy } from '../../../server/domain/queue/hall/hall-policy.ts';
import { announcement, chime, fragments } from '../../../server/domain/queue/screens/announcement.ts';

const folder = resolve(import.meta.dirname, '../../../public/sounds');
const read = (name: string) => waveSamples(readFileSync(join(folder, `${name}.wav`)));
const seconds = (name: string): number => {
  const { samples, sampleRate } = read(name);
  return samples.length / sampleRate;
};
const power = (samples: Float64Array): number =>
  Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
const peak = (samples: Float64Array): number =>
  samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** Pitch in hertz every 20 ms where there is one, by autocorrelation. */
function pitches(name: string): readonly number[] {
  const { samples, sampleRate } = read(name);
  const width = Math.round(0.04 * sampleRate);
  const found: number[] = [];
  for (let at = 0; at + 2 * width < samples.length; at += width / 2) {
    const here = samples.subarray(at, at + width);
    if (power(here) < 0.04) continue;
    let best = { lag: 0, likeness: 0 };
    for (let lag = Math.round(sampleRate / 260); lag < sampleRate / 110; lag += 1) {
      const there = samples.subarray(at + lag, at + lag + width);
      const product = here.reduce((sum, each, index) => sum + each * (there[index] ?? 0), 0);
      const likeness = product / (width * power(here) * power(there));
      if (likeness > best.likeness) best = { lag, likeness };
    }
    if (best.likeness > 0.7) found.push(sampleRate / best.lag);
  }
  return found;
}

/** How far the pitch ends above where it begins, as a share of it. */
function rise(name: string): number {
  const heard = pitches(name);
  return ((heard.at(-1) ?? 0) - (heard[0] ?? 0)) / (heard[0] ?? 1);
}

describe('the fragments of the voice', () => {
  const words = fragments.filter((name) => name !== chime);

  it('are equally loud, and none clips', () => {
    for (const name of words) {
      const { samples } = read(name);
      assert.ok(Math.abs(power(samples) - 0.13) < 0.01, `${name}: ${power(samples)}`);
      assert.ok(peak(samples) < 0.98, `${name}: ${peak(samples)}`);
    }
    assert.ok(peak(read(chime).samples) < 0.98);
  });

  it('are short, with next to no silence around them, so that they join to a sentence', () => {
    for (const name of words) {
      const { samples, sampleRate } = read(name);
      const quiet = 0.02 * peak(samples);
      const head = samples.findIndex((each) => Math.abs(each) > quiet) / sampleRate;
      const tail = 1 - (samples.findLastIndex((each) => Math.abs(each) > quiet) + 1) / samples.length;
      assert.ok(seconds(name) > 0.2 && seconds(name) < 1.5, `${name}: ${seconds(name)} s`);
      assert.ok(head < 0.05 && tail * seconds(name) < 0.1, `${name}: ${head} s before, ${tail} after`);
    }
  });

  it('carry the tones of Mandarin: 三 is level, 零 rises, 四 falls', () => {
    assert.ok(Math.abs(rise('zh-CN/3')) < 0.06, `三 ${rise('zh-CN/3')}`);
    assert.ok(rise('zh-CN/0') > 0.1, `零 ${rise('zh-CN/0')}`);
    assert.ok(rise('zh-CN/4') < -0.1, `四 ${rise('zh-CN/4')}`);
  });

  it('sound like one person in both languages', () => {
    const usual = (name: string): number => {
      const heard = [...pitches(name)].sort((a, b) => a - b);
      return heard[Math.floor(heard.length / 2)] ?? 0;
    };
    for (const name of ['zh-CN/3', 'zh-CN/A', 'zh-CN/haochuangkou', 'en/please-go-to-counter', 'en/7'])
      assert.ok(usual(name) > 130 && usual(name) < 210, `${name}: ${usual(name)} Hz`);
  });

  it('make a sentence that is over soon', () => {
    const lasts = (language: 'zh-CN' | 'en'): number =>
      announcement({ number: 'A128', label: '12' }, { ...defaultHallPolicy.speech, language, times: 1 })
        .slice(1)
        .flatMap(({ said }) => said)
        .reduce<number>((sum, each) => sum + (typeof each === 'number' ? each / 1000 : seconds(each)), 0);
    for (const language of ['zh-CN', 'en'] as const)
      assert.ok(lasts(language) > 3 && lasts(language) < 8, `${language}: ${lasts(language)} s`);
  });
});
