import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stretched } from '../../../public/scripts/display/time-stretch.ts';
import { readWave } from '../../../server/domain/sound/wave.ts';
import { begun } from '../../support/begun.ts';

const sampleRate = 16_000;
const tone = (hertz: number): Float32Array =>
  Float32Array.from(
    { length: sampleRate },
    (_none, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / sampleRate),
  );
/** By counting where it rises through nought, away from the ends. */
function pitch(samples: Float32Array): number {
  const middle = samples.subarray(2000, samples.length - 2000);
  let rises = 0;
  for (let at = 1; at < middle.length; at += 1)
    if ((middle[at - 1] ?? 0) < 0 && (middle[at] ?? 0) >= 0) rises += 1;
  return (rises * sampleRate) / middle.length;
}
const power = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);

describe('speech at another rate', () => {
  for (const rate of [0.6, 0.8, 1.25, 1.6])
    it(`lasts 1/${rate} as long, as high and as loud as before`, () => {
      for (const hertz of [110, 170, 240]) {
        const before = tone(hertz);
        const after = stretched(before, sampleRate, rate);
        assert.ok(Math.abs(after.length - before.length / rate) <= 1);
        assert.ok(Math.abs(pitch(after) / hertz - 1) < 0.03, `${hertz} Hz became ${pitch(after)}`);
        assert.ok(Math.abs(power(after) / power(before) - 1) < 0.1);
      }
    });

  it('never goes over what a loudspeaker takes', () => {
    const file = resolve(import.meta.dirname, '../../../public/sounds/zh-CN/haochuangkoubanli.wav');
    const { samples, sampleRate } = begun(readWave(readFileSync(file)));
    const after = stretched(Float32Array.from(samples), sampleRate, 0.75);
    assert.ok(after.every((each) => Math.abs(each) <= 1));
    assert.ok(Math.abs(power(after) / power(Float32Array.from(samples)) - 1) < 0.15);
  });
});
