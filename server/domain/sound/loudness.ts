import type { Sound } from './wave.ts';

/** seconds: a block of the gates, of which a new one begins with each quarter */
const block = 0.4;
const absoluteGate = -70;
const relativeGate = -10;

/**
 * Loudness of one channel in LUFS: Recommendation ITU-R BS.1770-5, Annex 1 ("K" weighting, blocks of 400 ms that overlap by 75 %, gates at
 * -70 LUFS and 10 LU below what passed the first). A word shorter than a block is one block. Minus infinity: silence.
 */
export function loudnessOf({ samples, sampleRate }: Sound): number {
  const weighted = filtered(filtered(samples, highShelf(sampleRate)), highPass(sampleRate));
  const width = Math.min(weighted.length, Math.round(block * sampleRate));
  const step = Math.max(1, Math.round((block / 4) * sampleRate));
  const powers: number[] = [];
  for (let at = 0; at + width <= weighted.length && width > 0; at += step)
    powers.push(meanPower(weighted.subarray(at, at + width)));
  const loud = powers.filter((power) => inLufs(power) > absoluteGate);
  const gate = inLufs(mean(loud)) + relativeGate;
  return inLufs(mean(loud.filter((power) => inLufs(power) > gate)));
}

/** Formula (2) of the recommendation, one channel of weight 1. */
function inLufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;
}

function meanPower(samples: Float64Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / samples.length;
}

export interface Biquad {
  readonly b: readonly [number, number, number];
  /** a0 is 1 */
  readonly a: readonly [number, number];
}

/** Stage 1, of the head. At 48 kHz these are the numbers of the recommendation's table 1; other rates by the same analogue filter. */
export function highShelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b: [
      (high + (band * k) / q + k * k) / a0,
      (2 * (k * k - high)) / a0,
      (high - (band * k) / q + k * k) / a0,
    ],
    a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0],
  };
}

/** Stage 2, table 2. */
export function highPass(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] };
}

function filtered(samples: Float64Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Float64Array {
  const out = new Float64Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let index = 0; index < samples.length; index += 1) {
    const x = samples[index] ?? 0;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    out[index] = y;
  }
  return out;
}
