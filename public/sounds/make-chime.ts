interface Note {
  readonly hertz: number;
  /** seconds */
  readonly at: number;
}

const notes: readonly Note[] = [
  { hertz: 783.99, at: 0 },
  { hertz: 659.25, at: 0.38 },
];
const seconds = 1.25;
/** a bell is not harmonic: partials with how loud each is and how fast it fades */
const partials = [
  { ratio: 1, loud: 1, fade: 3.2 },
  { ratio: 2, loud: 0.35, fade: 5 },
  { ratio: 2.76, loud: 0.18, fade: 8 },
  { ratio: 5.4, loud: 0.06, fade: 14 },
] as const;

/** Two falling bell tones, between -1 and 1. */
export function chimeSamples(rate: number): Float64Array {
  const samples = new Float64Array(Math.round(seconds * rate));
  for (const { hertz, at } of notes) {
    for (let index = Math.round(at * rate); index < samples.length; index += 1) {
      const time = index / rate - at;
      // a few milliseconds to begin, or the loudspeaker clicks
      const attack = Math.min(1, time / 0.006);
      let value = 0;
      for (const { ratio, loud, fade } of partials)
        value += loud * Math.exp(-fade * time) * Math.sin(2 * Math.PI * hertz * ratio * time);
      const ending = Math.min(1, (seconds - index / rate) / 0.05);
      samples[index] = (samples[index] ?? 0) + 0.3 * attack * ending * value;
    }
  }
  return samples;
}
