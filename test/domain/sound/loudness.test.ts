import assert from 'node:assert/strict';
import { highPass, highShelf, loudnessOf } from '../../../server/domain/sound/loudness.ts';

/** Parts of a sine tone one after another: seconds and level (dB below full scale) of each. */
function tone(
  sampleRate: number,
  hertz: number,
  parts: readonly (readonly [seconds: number, level: number])[],
): Float64Array {
  return Float64Array.from(
    parts.flatMap(([seconds, level]) =>
      Array.from(
        { length: Math.round(seconds * sampleRate) },
        (_none, at) => 10 ** (level / 20) * Math.sin((2 * Math.PI * hertz * at) / sampleRate),
      ),
    ),
  );
}
const near = (got: number, wanted: number, within = 0.1): void =>
  assert.ok(Math.abs(got - wanted) <= within, `${got} LUFS instead of ${wanted}`);

describe('loudness by Recommendation ITU-R BS.1770-5', () => {
  it('weighs with the coefficients of its tables 1 and 2 at 48 kHz', () => {
    const same = (got: readonly number[], wanted: readonly number[]): void => {
      for (const [at, each] of wanted.entries()) assert.ok(Math.abs((got[at] ?? 0) - each) < 1e-9, `${got}`);
    };
    same(highShelf(48_000).b, [1.53512485958697, -2.69169618940638, 1.19839281085285]);
    same(highShelf(48_000).a, [-1.69065929318241, 0.73248077421585]);
    same(highPass(48_000).b, [1, -2, 1]);
    same(highPass(48_000).a, [-1.99004745483398, 0.99007225036621]);
  });

  it('gives a sine of 997 Hz at full scale in one channel -3.01, at every sample rate', () => {
    for (const sampleRate of [22_050, 44_100, 48_000])
      near(loudnessOf({ samples: tone(sampleRate, 997, [[2, 0]]), sampleRate }), -3.01);
  });

  it('passes the gates as EBU Tech 3341 wants, whose two channels are 3.01 LU more', () => {
    const mono = (parts: readonly (readonly [number, number])[]): number =>
      loudnessOf({ samples: tone(48_000, 1000, parts), sampleRate: 48_000 }) + 3.01;
    // its cases 1 to 4, shorter by the same share
    near(mono([[4, -23]]), -23);
    near(mono([[4, -33]]), -33);
    near(
      mono([
        [2, -36],
        [12, -23],
        [2, -36],
      ]),
      -23,
    );
    near(
      mono([
        [2, -72],
        [2, -36],
        [12, -23],
        [2, -36],
        [2, -72],
      ]),
      -23,
    );
  });

  it('measures a word that is shorter than a block, and knows silence', () => {
    near(loudnessOf({ samples: tone(48_000, 997, [[0.2, -20]]), sampleRate: 48_000 }), -23.01, 0.2);
    for (const samples of [new Float64Array(48_000), new Float64Array(0)])
      assert.equal(loudnessOf({ samples, sampleRate: 48_000 }), Number.NEGATIVE_INFINITY);
  });
});
