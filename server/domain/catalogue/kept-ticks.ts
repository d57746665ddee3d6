import type { Checklist } from './checklist.ts';

/** Those of the ticked materials (item keys) that a checklist has, in its order. */
export function keptTicks(checklist: Checklist, ticks: readonly string[]): string[] {
  const ticked = new Set(ticks);
  return checklist.groups
    .flatMap((group) => group.items.map(({ key }) => key))
    .filter((key) => ticked.has(key));
}
