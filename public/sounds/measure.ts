import type { Sound } from '../../server/domain/sound/wave.ts';

const power = (samples: Float64Array): number =>
  Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);

/** Pitch in hertz every 20 ms where there is one, by autocorrelation. */
export function pitches({ samples, sampleRate }: Sound): readonly number[] {
  const width = Math.round(0.025 * sampleRate);
  const quiet = 0.25 * power(samples);
  const found: number[] = [];
  for (let at = 0; at + 2 * width < samples.length; at += Math.round(width / 2)) {
    const here = samples.subarray(at, at + width);
    if (power(here) < quiet) continue;
    let best = { lag: 0, likeness: 0 };
    for (let lag = Math.round(sampleRate / 420); lag < sampleRate / 80; lag += 1) {
      const there = samples.subarray(at + lag, at + lag + width);
      const product = here.reduce((sum, each, index) => sum + each * (there[index] ?? 0), 0);
      const likeness = product / (width * power(here) * power(there));
      // a period fits twice as well as once: the shorter one is the pitch
      if (likeness > best.likeness + 0.03) best = { lag, likeness };
    }
    if (best.likeness > 0.55) found.push(sampleRate / best.lag);
  }
  return found;
}

/** Semitones between the lowest and the highest twentieth. */
export function pitchRange(sounds: readonly Sound[]): number {
  const heard = sounds.flatMap((sound) => pitches(sound)).sort((a, b) => a - b);
  const at = (share: number): number => heard[Math.floor(share * (heard.length - 1))] ?? 1;
  return 12 * Math.log2(at(0.95) / at(0.05));
}

const size = 1024;

/** Hertz: the highest band of 250 that is at most 50 dB below the strongest. */
export function bandwidth(sounds: readonly Sound[]): number {
  const rate = sounds[0]?.sampleRate ?? 1;
  const bands = new Float64Array(Math.floor(rate / 2 / 250));
  for (const { samples } of sounds)
    for (let at = 0; at + size <= samples.length; at += size)
      for (const [bin, level] of spectrum(samples.subarray(at, at + size)).entries()) {
        const band = Math.floor((bin * rate) / size / 250);
        bands[band] = (bands[band] ?? 0) + level;
      }
  const most = bands.reduce((a, b) => Math.max(a, b), 0);
  return 250 * (bands.findLastIndex((band) => band > most * 1e-5) + 1);
}

/** Power of the lower half of the bins, by the plain formula: it is only a tool. */
function spectrum(samples: Float64Array): readonly number[] {
  const windowed = samples.map(
    (each, index) => each * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / size)),
  );
  return Array.from({ length: size / 2 }, (_none, bin) => {
    let [re, im] = [0, 0];
    for (let index = 0; index < size; index += 1) {
      const turn = (2 * Math.PI * ((bin * index) % size)) / size;
      re += (windowed[index] ?? 0) * Math.cos(turn);
      im += (windowed[index] ?? 0) * Math.sin(turn);
    }
    return re * re + im * im;
  });
}
