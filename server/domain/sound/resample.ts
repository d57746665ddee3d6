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
