import type { Child } from './child.ts';
import { type Cost, costOfAnswers } from './load.ts';
import { alternate, type Measured, median } from './measure.ts';
import type { Office } from './office.ts';

export interface Served {
  readonly child: Child;
  readonly url: string;
  /** asked in turn; absent: the address itself */
  readonly paths?: readonly string[];
}

/**
 * Two servers under the same load in turn, judged by what an answer costs the process that serves: ours against bare, both as answers for
 * a second of computing, so that more is better. The rates stand in the note.
 */
export async function alternateByCost(
  office: Office,
  { ours, bare }: { readonly ours: Served; readonly bare: Served },
): Promise<Measured> {
  const load = { connections: 10, seconds: office.pick(1, 0.4) };
  const rates: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] };
  const side = async ({ child, url, paths }: Served, seen: number[]): Promise<number> => {
    const { cpu, rate }: Cost = await costOfAnswers(child, url, load, paths);
    seen.push(rate);
    return 1_000_000 / cpu;
  };
  const sides = { ours: () => side(ours, rates.ours), bare: () => side(bare, rates.bare) };
  const measured = await alternate(office.pick(8, 3), 'answers/s CPU', sides, office.pick(40, 3));
  const rate = `${median(rates.ours).toFixed(0)} and ${median(rates.bare).toFixed(0)} answers/s`;
  return {
    ...measured,
    note: `${rate}, ${(median(rates.ours) / median(rates.bare)).toFixed(2)} by the rate`,
  };
}
