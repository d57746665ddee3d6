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

/** Takes both sides in turn, and who begins changes from round to round. */
export async function alternate(
  rounds: number,
  unit: string,
  sides: { readonly ours: Side; readonly bare: Side },
): Promise<Measured> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) ours.push(await sides.ours());
    bare.push(await sides.bare());
    if (round % 2 === 1) ours.push(await sides.ours());
  }
  return { unit, ours, bare, ratios: ours.map((value, round) => value / (bare[round] ?? Number.NaN)) };
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
