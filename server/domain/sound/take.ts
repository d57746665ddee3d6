import { loudnessOf } from './loudness.ts';
import type { Sound } from './wave.ts';

/** What can be wrong with a take; each has a sentence under `studio.problem.<problem>`. */
export const takeProblems = [
  'silent',
  'noisy',
  'cut',
  'short',
  'long',
  'clipped',
  'loudness',
  'format',
] as const;
export type TakeProblem = (typeof takeProblems)[number];

export type Take =
  | { readonly ok: true; readonly value: Sound }
  | { readonly ok: false; readonly problem: TakeProblem };

/** of every fragment, LUFS */
const wantedLoudness = -18;
const tolerance = 1;

/** how a take is kept, samples a second */
export const takeRate = 22_050;

/** seconds of a fragment without the silence around it */
const shortestTake = 0.12;
const longestTake = 3;

/** what stays before and after a word */
const lead = 0.02;
const tail = 0.05;
/** seconds that a level is measured over */
const frame = 0.01;
/** a full sample, and how many of them in a row are heard as a crackle */
const full = 0.985;
const clippedInRow = 3;
/** decibels that a voice must be above the room, at least */
const leastAboveNoise = 18;
/** decibels below the loudest moment where a word is taken to begin */
const wordBegins = 32;

/** A fragment as it is kept: without the silence around it, as loud as all others. The other problems are those of `judgeTake`. */
export function makeTake(sound: Sound): Take {
  const { samples, sampleRate } = sound;
  if (isClipped(samples)) return wrong('clipped');
  const width = Math.max(1, Math.round(frame * sampleRate));
  const levels = levelsOf(samples, width);
  const most = levels.reduce((a, b) => Math.max(a, b), 0);
  const noise = noiseOf(levels);
  if (most < 0.004) return wrong('silent');
  // never within the noise, however loud that is
  const threshold = Math.max(most * 10 ** (-wordBegins / 20), noise * 2);
  const first = levels.findIndex((level) => level > threshold);
  const last = levels.findLastIndex((level) => level > threshold);
  if (20 * Math.log10(most / Math.max(noise, 1e-6)) < leastAboveNoise) return wrong('noisy');
  if (first <= 1 || last >= levels.length - 2) return wrong('cut');
  const from = Math.max(0, first * width - Math.round(lead * sampleRate));
  const to = Math.min(samples.length, (last + 1) * width + Math.round(tail * sampleRate));
  const kept = faded(samples.slice(from, to), sampleRate);
  return judgeTake({ samples: levelled({ samples: kept, sampleRate }), sampleRate });
}

/**
 * Whether what arrives is a fragment that can be joined with others. What may be wrong with it: short, long, clipped, and loudness when it is not as
 * loud as all others.
 */
export function judgeTake(sound: Sound): Take {
  const seconds = sound.samples.length / sound.sampleRate;
  if (seconds < shortestTake) return wrong('short');
  if (seconds > longestTake) return wrong('long');
  if (isClipped(sound.samples)) return wrong('clipped');
  if (!(Math.abs(loudnessOf(sound) - wantedLoudness) <= tolerance)) return wrong('loudness');
  return { ok: true, value: sound };
}

/** Without the clicks that a cut makes. */
function faded(samples: Float64Array, sampleRate: number): Float64Array {
  const ramp = (seconds: number): number => Math.max(1, Math.round(seconds * sampleRate));
  const [up, down] = [ramp(lead / 2), ramp(tail / 2)];
  return samples.map((each, at) => each * Math.min(1, at / up, (samples.length - 1 - at) / down));
}

/** where the limiter sets in */
const knee = 0.7;
const ceiling = 0.97;

/** To the wanted loudness; the few peaks that would go over are rounded off, so that nothing clips. */
function levelled(sound: Sound): Float64Array {
  let samples = sound.samples;
  // rounded peaks are a little less loud: a few rounds make up for it
  for (let round = 0; round < 4; round += 1) {
    const gain = 10 ** ((wantedLoudness - loudnessOf({ ...sound, samples })) / 20);
    if (!Number.isFinite(gain)) return samples;
    samples = samples.map((each) => Math.sign(each) * held(Math.abs(each * gain)));
  }
  return samples;
}

function held(loud: number): number {
  return loud <= knee ? loud : knee + (ceiling - knee) * Math.tanh((loud - knee) / (ceiling - knee));
}

function isClipped(samples: Float64Array): boolean {
  let row = 0;
  for (const sample of samples) {
    row = Math.abs(sample) >= full ? row + 1 : 0;
    if (row >= clippedInRow) return true;
  }
  return false;
}

/** Root mean square of each frame of so many samples. */
function levelsOf(samples: Float64Array, width: number): readonly number[] {
  return Array.from({ length: Math.floor(samples.length / width) }, (_none, index) => {
    let sum = 0;
    for (let at = index * width; at < (index + 1) * width; at += 1) sum += (samples[at] ?? 0) ** 2;
    return Math.sqrt(sum / width);
  });
}

/** The room: what the quietest tenth of the frames does not go over. */
function noiseOf(levels: readonly number[]): number {
  const sorted = [...levels].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? 0;
}

function wrong(problem: TakeProblem): Take {
  return { ok: false, problem };
}
