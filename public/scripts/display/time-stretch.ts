/** seconds: a few periods of a voice */
const frame = 0.03;

/**
 * Speech said faster (`rate` above 1) or slower, with its pitch as it is: overlapping frames are laid closer or wider, each taken from where
 * it fits best to the one before (WSOLA, Verhelst and Roelands 1993).
 */
export function stretched(samples: Float32Array, sampleRate: number, rate: number): Float32Array {
  const step = Math.round((frame * sampleRate) / 2);
  const out = new Float32Array(Math.round(samples.length / rate) + 2 * step);
  const radius = Math.round(step / 2);
  let from = 0;
  for (let at = 0; at + step < out.length; at += step) {
    if (at > 0) {
      // the frame that would follow the last one naturally is what this one has to be like
      from = bestNear(samples, { wanted: from + step, near: Math.round(at * rate), radius, width: step });
    }
    for (let index = 0; index < 2 * step; index += 1) {
      const window = 0.5 - 0.5 * Math.cos((Math.PI * index) / step);
      // before the first frame there is nothing to fade from
      const weight = at === 0 && index < step ? 1 : window;
      const here = at + index;
      out[here] = (out[here] ?? 0) + weight * (samples[from + index] ?? 0);
    }
  }
  return out.subarray(0, Math.round(samples.length / rate));
}

interface Search {
  readonly wanted: number;
  readonly near: number;
  readonly radius: number;
  readonly width: number;
}

function bestNear(samples: Float32Array, { wanted, near, radius, width }: Search): number {
  let best = near;
  let most = Number.NEGATIVE_INFINITY;
  for (let from = Math.max(0, near - radius); from <= near + radius; from += 1) {
    let likeness = 0;
    for (let index = 0; index < width; index += 4)
      likeness += (samples[from + index] ?? 0) * (samples[wanted + index] ?? 0);
    if (likeness > most) {
      most = likeness;
      best = from;
    }
  }
  return best;
}
