import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { loudnessOf } from '../../../server/domain/sound/loudness.ts';
import { resampled } from '../../../server/domain/sound/resample.ts';
import { judgeTake, makeTake, type Take, takeRate } from '../../../server/domain/sound/take.ts';
import { readWave, type Sound, toWave } from '../../../server/domain/sound/wave.ts';
import { begun } from '../../support/begun.ts';

const sampleRate = takeRate;
const folder = resolve(import.meta.dirname, '../../../public/sounds');
const word = begun(readWave(readFileSync(`${folder}/zh-CN/haoqingdao.wav`))).samples;
/** A room with its noise (peak), in which the word is said once, so loud, after so many seconds. */
function room({ loud = 0.5, noise = 0.0005, before = 0.4, after = 0.5 } = {}): Sound {
  const from = Math.round(before * sampleRate);
  const samples = new Float64Array(from + word.length + Math.round(after * sampleRate));
  for (let at = 0; at < samples.length; at += 1)
    samples[at] =
      noise * (((at * 7919) % 1000) / 500 - 1) + Math.max(-1, Math.min(1, loud * (word[at - from] ?? 0)));
  return { samples, sampleRate };
}
const codeOf = (answer: Take): string => (answer.ok ? 'good' : answer.problem);

describe('a take of the studio', () => {
  it('is cut to the word and as loud as every other, however far away it was said', () => {
    for (const loud of [0.05, 0.2, 1, 1.3]) {
      const take = makeTake(room({ loud }));
      assert.ok(take.ok, codeOf(take));
      assert.ok(Math.abs(loudnessOf(take.value) + 18) < 0.2, `${loudnessOf(take.value)} LUFS`);
      const seconds = take.value.samples.length / sampleRate;
      assert.ok(Math.abs(seconds - word.length / sampleRate) < 0.15, `${seconds} s`);
      assert.ok(take.value.samples.every((each) => Math.abs(each) < 0.98));
    }
  });

  it('is refused when it is clipped, silent, noisy, cut off at an end, too short or too long', () => {
    assert.equal(codeOf(makeTake(room())), 'good');
    assert.equal(codeOf(makeTake(room({ loud: 9 }))), 'clipped');
    assert.equal(codeOf(makeTake(room({ loud: 0 }))), 'silent');
    assert.equal(codeOf(makeTake({ samples: new Float64Array(0), sampleRate })), 'silent');
    assert.equal(codeOf(makeTake(room({ loud: 0.3, noise: 0.1 }))), 'noisy');
    assert.equal(codeOf(makeTake(room({ before: -0.05 }))), 'cut');
    assert.equal(codeOf(makeTake(room({ after: -0.4 }))), 'cut');
    const tone = (seconds: number): Sound => {
      const samples = new Float64Array(Math.round((seconds + 1) * sampleRate));
      for (let at = 0; at < seconds * sampleRate; at += 1)
        samples[at + sampleRate / 2] = 0.3 * Math.sin(at / 10);
      return { samples, sampleRate };
    };
    assert.equal(codeOf(makeTake(tone(0.03))), 'short');
    assert.equal(codeOf(makeTake(tone(3.2))), 'long');
  });

  it('is judged again where it arrives: what is not as loud as all others is not kept', () => {
    const take = makeTake(room());
    assert.ok(take.ok);
    assert.equal(codeOf(judgeTake(take.value)), 'good');
    const quieter = { sampleRate, samples: take.value.samples.map((each) => each / 2) };
    assert.equal(codeOf(judgeTake(quieter)), 'loudness');
    assert.equal(codeOf(judgeTake({ sampleRate, samples: new Float64Array(sampleRate) })), 'loudness');
  });

  it('is the same after it has been a file, and a file of anything else is none', () => {
    const { samples } = room();
    const again = begun(readWave(toWave({ samples, sampleRate })));
    assert.equal(again.sampleRate, sampleRate);
    assert.ok(again.samples.every((each, at) => Math.abs(each - (samples[at] ?? 0)) < 1e-4));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.constantFrom('', 'RIFF....WAVE', 'RIFF....WAVEfmt '),
        (bytes, head) => {
          const read = readWave(Buffer.concat([Buffer.from(head, 'latin1'), bytes]));
          assert.ok(read === null || read.sampleRate >= 0);
        },
      ),
    );
    assert.equal(readWave(toWave({ samples, sampleRate }).subarray(0, 3000)), null);
  });

  it('keeps its pitch and its power at another sample rate', () => {
    const tone = Float64Array.from(
      { length: 48_000 },
      (_none, at) => 0.4 * Math.sin((2 * Math.PI * 440 * at) / 48_000),
    );
    const slow = resampled(tone, 48_000, takeRate);
    assert.ok(Math.abs(slow.length - takeRate) <= 1);
    const before = loudnessOf({ samples: tone, sampleRate: 48_000 });
    assert.ok(Math.abs(loudnessOf({ samples: slow, sampleRate: takeRate }) - before) < 0.1);
  });
});
