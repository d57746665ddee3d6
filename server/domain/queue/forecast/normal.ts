/** The standard normal quantile at a level in (0, 1): Acklam's rational approximation, wrong by less than 1.2e-9 of it. */
export function normalQuantile(level: number): number {
  if (level < 0.02425) return tail(Math.sqrt(-2 * Math.log(level)));
  if (level > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - level)));
  const q = level - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}

function tail(q: number): number {
  return (
    (((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
      q +
      4.374664141464968) *
      q +
      2.938163982698783) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q +
      1)
  );
}

/**
 * Of a standard normal value it is known only that it is beyond z: the value that says the same as seen, and what that weighs by a seen one
 * (score and information of the censored observation). The less it has to say, the less it weighs: nothing far below.
 */
export function notOver(z: number): { readonly value: number; readonly weight: number } {
  const hazard = hazardAt(z);
  return { value: 1 / (hazard - z), weight: hazard * (hazard - z) };
}

/** Density by what lies beyond. */
function hazardAt(z: number): number {
  if (z > 5) return z + 1 / z - 2 / z ** 3;
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI) / (1 - normalShare(z));
}

/** The share of a standard normal below z (Abramowitz and Stegun 26.2.17, wrong by less than 1e-7). */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const beyond =
    (Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - beyond : beyond;
}
