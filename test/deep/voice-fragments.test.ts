import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bandwidth, pitches, pitchRange } from '../../public/sounds/measure.ts';
import { defaultHallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';
import { announcement } from '../../server/domain/queue/screens/announcement.ts';
import { chime, fragments } from '../../server/domain/queue/screens/fragments.ts';
import { loudnessOf } from '../../server/domain/sound/loudness.ts';
import { judgeTake, takeRate } from '../../server/domain/sound/take.ts';
import { readWave } from '../../server/domain/sound/wave.ts';
import { begun } from '../support/begun.ts';

const folder = resolve(import.meta.dirname, '../../public/sounds');
const read = (name: string) => begun(readWave(readFileSync(join(folder, `${name}.wav`))));
const seconds = (name: string): number => {
  const { samples, sampleRate } = read(name);
  return samples.length / sampleRate;
};
const peak = (samples: Float64Array): number =>
  samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** How far the pitch ends above where it begins, as a share of it. */
function rise(name: string): number {
  const heard = pitches(read(name));
  return ((heard.at(-1) ?? 0) - (heard[0] ?? 0)) / (heard[0] ?? 1);
}

describe('the fragments of the voice', () => {
  const words = fragments.filter((name) => name !== chime);

  it('are what a recording of a branch has to be: whole, of its length, equally loud, and none clips', () => {
    for (const name of words) {
      const sound = read(name);
      const judged = judgeTake(sound);
      assert.ok(judged.ok, `${name}: ${judged.ok ? '' : judged.problem}`);
      assert.equal(sound.sampleRate, takeRate);
      assert.ok(Math.abs(loudnessOf(sound) + 18) < 0.3, `${name}: ${loudnessOf(sound)} LUFS`);
      assert.ok(peak(sound.samples) < 0.98, `${name}: ${peak(sound.samples)}`);
    }
    assert.ok(peak(read(chime).samples) < 0.98);
  });

  it('have the range of a voice that speaks, and its hiss: nine semitones, nine kilohertz', () => {
    const chinese = ['0', '3', '4', '5', 'haoqingdao', 'haochuangkoubanli'].map((name) =>
      read(`zh-CN/${name}`),
    );
    assert.ok(pitchRange(chinese) > 9, `${pitchRange(chinese)} semitones`);
    assert.ok(bandwidth([read('zh-CN/haochuangkoubanli')]) > 9000);
  });

  it('are short, with next to no silence around them, so that they join to a sentence', () => {
    for (const name of words) {
      const { samples, sampleRate } = read(name);
      const quiet = 0.02 * peak(samples);
      const head = samples.findIndex((each) => Math.abs(each) > quiet) / sampleRate;
      const tail = 1 - (samples.findLastIndex((each) => Math.abs(each) > quiet) + 1) / samples.length;
      assert.ok(seconds(name) > 0.2 && seconds(name) < 1.7, `${name}: ${seconds(name)} s`);
      assert.ok(head < 0.05 && tail * seconds(name) < 0.1, `${name}: ${head} s before, ${tail} after`);
    }
  });

  it('carry the tones of Mandarin: 三 is level, 零 rises, 四 falls', () => {
    assert.ok(Math.abs(rise('zh-CN/3')) < 0.1, `三 ${rise('zh-CN/3')}`);
    assert.ok(rise('zh-CN/0') > 0.3, `零 ${rise('zh-CN/0')}`);
    assert.ok(rise('zh-CN/4') < -0.3, `四 ${rise('zh-CN/4')}`);
  });

  it('sound like one person in both languages', () => {
    const usual = (name: string): number => {
      const heard = [...pitches(read(name))].sort((a, b) => a - b);
      return heard[Math.floor(heard.length / 2)] ?? 0;
    };
    for (const name of ['zh-CN/3', 'zh-CN/A', 'zh-CN/haochuangkoubanli', 'en/please-go-to-counter', 'en/7'])
      assert.ok(usual(name) > 130 && usual(name) < 230, `${name}: ${usual(name)} Hz`);
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
