/**
 * What is believed of one day's own factor (logarithm): Student's t around the usual as the prior, since days are out of the ordinary more
 * often than a normal distribution has it, and a normal distribution of what the day has shown. There is no formula for both: chances by
 * steps. While little is known of an odd day both stay possible, that it is odd and that it is not.
 */
export interface Likely {
  /** share of the chances up to the end of each step, the first of which begins at `-reach` */
  readonly upTo: Float64Array;
  readonly reach: number;
}

const [furthest, count] = [1.2, 120];

/** Of a day of which four are known. */
const freedom = 4;

/** `scale` is the prior's, squared, 0: every day is a usual one; the evidence's certainty is one by its variance, 0: nothing was seen. */
export function likelyDay(
  scale: number,
  evidence: { readonly mean: number; readonly certainty: number },
): Likely {
  const shown = evidence.certainty > 0 ? Math.abs(evidence.mean) : 0;
  const reach = scale > 0 ? Math.min(furthest, 15 * Math.sqrt(scale) + shown) : 0;
  const logs = new Float64Array(count);
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index += 1) {
    const day = middleOf(index, reach);
    const usual = scale > 0 ? (-(freedom + 1) / 2) * Math.log(1 + day ** 2 / (freedom * scale)) : 0;
    logs[index] = usual - (evidence.certainty * (day - evidence.mean) ** 2) / 2;
    most = Math.max(most, logs[index] ?? most);
  }
  let sum = 0;
  const upTo = logs.map((each) => {
    sum += Math.exp(each - most);
    return sum;
  });
  return { upTo: upTo.map((each) => each / sum), reach };
}

/** The factor (logarithm) that it stays below with this chance, in [0, 1]. */
export function likelyAt({ upTo, reach }: Likely, chance: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 1) < chance) low = middle + 1;
    else high = middle;
  }
  const before = upTo[low - 1] ?? 0;
  const share = (upTo[low] ?? 1) - before;
  return middleOf(low + (share > 0 ? (chance - before) / share - 0.5 : 0), reach);
}

function middleOf(index: number, reach: number): number {
  return ((index + 0.5) * 2 * reach) / count - reach;
}

/** The scale (squared) of that prior by the days that were: the usual ones make it, odd ones count the less the odder they are (EM). */
export function scaleOfDays(
  days: readonly { readonly mean: number; readonly variance: number }[],
  prior: { readonly variance: number; readonly weight: number },
): number {
  const believed = (prior.variance * (freedom - 2)) / freedom;
  let scale = believed;
  for (let turn = 0; turn < 8; turn += 1) {
    let sum = believed * prior.weight;
    for (const { mean, variance } of days) {
      const square = mean ** 2 + variance;
      sum += (square * (freedom + 1)) / (freedom + square / scale);
    }
    scale = sum / (days.length + prior.weight);
  }
  return scale;
}
