/** One channel of a recording, between -1 and 1. */
export interface Sound {
  readonly samples: Float64Array;
  /** samples a second */
  readonly sampleRate: number;
}

const text = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));

/** Linear PCM of 16 bits in one channel, in a RIFF/WAVE file (Multimedia Programming Interface 1.0, 1991); null: it is something else, or not whole. */
export function readWave(file: Uint8Array): Sound | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.byteLength < 12 || text(view, 0) !== 'RIFF' || text(view, 8) !== 'WAVE') return null;
  let sampleRate: number | null = null;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const begin = at + 8;
    if (begin + size > view.byteLength) return null;
    if (text(view, at) === 'fmt ' && size >= 16) {
      const [coding, channels, bits] = [0, 2, 14].map((offset) => view.getUint16(begin + offset, true));
      if (coding !== 1 || channels !== 1 || bits !== 16) return null;
      sampleRate = view.getUint32(begin + 4, true);
    }
    if (text(view, at) === 'data')
      return sampleRate === null ? null : { samples: samplesIn(view, begin, size), sampleRate };
    at = begin + size + (size % 2);
  }
  return null;
}

function samplesIn(view: DataView, begin: number, size: number): Float64Array {
  return Float64Array.from(
    { length: size >> 1 },
    (_none, index) => view.getInt16(begin + 2 * index, true) / 32768,
  );
}

/** A file that `readWave` reads. */
export function toWave({ samples, sampleRate: rate }: Sound): Uint8Array {
  const file = new Uint8Array(44 + 2 * samples.length);
  const view = new DataView(file.buffer);
  const write = (at: number, words: string): void => {
    for (let index = 0; index < words.length; index += 1) view.setUint8(at + index, words.charCodeAt(index));
  };
  write(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => {
    view.setInt16(44 + 2 * index, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true);
  });
  return file;
}
