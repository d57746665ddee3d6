import type { Measured } from './measure.ts';
import type { Office } from './office.ts';

/** What a ratio should be: at least, or at most. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

export interface Row {
  readonly id: string;
  readonly ours: string;
  readonly against: string;
  /** null: a figure to know, without a target */
  readonly target: Target | null;
  run(office: Office): Promise<Measured>;
}

export function isMet(ratio: number, target: Target): boolean {
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
}
