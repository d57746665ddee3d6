/** Samples between -1 and 1 of a 16 bit mono RIFF/WAVE file. */
export function waveSamples(file: Uint8Array): { readonly samples: Float64Array; readonly sampleRate: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const sampleRate = view.getUint32(24, true);
  const samples = new Float64Array((file.byteLength - 44) >> 1);
  for (let index = 0; index < samples.length; index += 1) samples[index] = view.getInt16(44 + 2 * index, true) / 32768;
  return { samples, sampleRate };
}

export function toWave(samples: Float64Array, rate: number): Uint8Array {
  const file = new Uint8Array(44 + 2 * samples.length);
  const view = new DataView(file.buffer);
  const text = (at: number, words: string): void => {
    for (let index = 0; index < words.length; index += 1) view.setUint8(at + index, words.charCodeAt(index));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => {
    view.setInt16(44 + 2 * index, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
  });
  return file;
}

const reach = 12;

/** Another sample rate, by a windowed sinc that keeps out what the lower rate cannot hold. */
export function resampled(samples: Float64Array, from: number, to: number): Float64Array {
  const cut = Math.min(1, to / from);
  const out = new Float64Array(Math.floor((samples.length * to) / from));
  for (let index = 0; index < out.length; index += 1) {
    const centre = (index * from) / to;
    let sum = 0;
    for (let near = Math.ceil(centre - reach); near <= centre + reach; near += 1) {
      const away = near - centre;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * away) / reach);
      sum += (samples[near] ?? 0) * cut * sinc(cut * away) * window;
    }
    out[index] = sum;
  }
  return out;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Without the silence around it; a little stays at the end so that words do not run together. */
export function trimmed(samples: Float64Array, rate: number): Float64Array {
  const threshold = 0.012 * samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const first = samples.findIndex((each) => Math.abs(each) > threshold);
  const last = samples.findLastIndex((each) => Math.abs(each) > threshold);
  const lead = Math.round(0.01 * rate);
  const tail = Math.round(0.05 * rate);
  const out = samples.slice(Math.max(0, first - lead), last + tail);
  for (let index = 0; index < tail; index += 1) {
    const at = out.length - 1 - index;
    out[at] = (out[at] ?? 0) * (index / tail);
  }
  return out;
}

/** where the limiter sets in */
const knee = 0.7;

/** As loud as the others: to a mean power; the few peaks that would go over are rounded off, so that nothing clips. */
export function level(samples: Float64Array, wanted: number): Float64Array {
  const power = Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / Math.max(1, samples.length));
  const gain = wanted / Math.max(power, 1e-9);
  return samples.map((each) => {
    const loud = Math.abs(each * gain);
    const held = loud <= knee ? loud : knee + (0.97 - knee) * Math.tanh((loud - knee) / (0.97 - knee));
    return Math.sign(each) * held;
  });
}
