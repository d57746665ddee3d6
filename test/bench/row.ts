import type { Measured } from './measure.ts';
import type { Office } from './office.ts';

/** What a ratio should reach: at least, or at most. */
export type Reach = { readonly atLeast: number } | { readonly atMost: number };

export interface Row {
  readonly id: string;
  readonly ours: string;
  readonly against: string;
  /** null: a figure to know, with nothing to reach */
  readonly reach: Reach | null;
  run(office: Office): Promise<Measured>;
}

export function isReached(ratio: number, reach: Reach): boolean {
  return 'atLeast' in reach ? ratio >= reach.atLeast : ratio <= reach.atMost;
}
