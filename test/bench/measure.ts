/** What a row has found: rounds of ours and of the bare limit, taken in turn. */
export interface Measured {
  readonly unit: string;
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  /** ours ÷ bare, round by round, so that a slow minute of the machine meets both */
  readonly ratios: readonly number[];
  /** whatever else is worth knowing */
  readonly note?: string;
}

export type Side = () => Promise<number>;

/** A ratio is known well enough when its 90 % interval is within these shares on both sides. */
export const wellEnough = 0.05;

/**
 * Takes both sides in turn, and who begins changes from round to round. After `rounds` it goes on until the ratio is known well enough, or
 * there were `most`.
 */
export async function alternate(
  rounds: number,
  unit: string,
  sides: { readonly ours: Side; readonly bare: Side },
  most = rounds,
): Promise<Measured> {
  const ours: number[] = [];
  const bare: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < most; round += 1) {
    if (round >= rounds && interval(ratios) <= wellEnough) break;
    if (round % 2 === 0) ours.push(await sides.ours());
    bare.push(await sides.bare());
    if (round % 2 === 1) ours.push(await sides.ours());
    ratios.push((ours[round] ?? Number.NaN) / (bare[round] ?? Number.NaN));
  }
  return { unit, ours, bare, ratios };
}

/** Half of the 90 % interval of a mean, as a share of it; of fewer than three values nothing is known. */
export function interval(values: readonly number[]): number {
  const count = values.length;
  if (count < 3) return Number.POSITIVE_INFINITY;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return (student(count - 1) * Math.sqrt(squares / (count - 1) / count)) / mean;
}

/** The 95 % value of Student's distribution (Cornish and Fisher's expansion of the normal one). */
function student(freedom: number): number {
  const z = 1.6449;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Half of the distance between lowest and highest, as a share of the median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / 2 / median(values);
}

/** How long something takes, in milliseconds. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** How long something computes, milliseconds of CPU of this process and its threads: what others compute meanwhile does not count. */
export async function computedBy(run: () => Promise<unknown>): Promise<number> {
  const began = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
