import type { Site } from './site.ts';

export interface DifferingSite {
  readonly code: string;
  /** null: it is new */
  readonly before: Site | null;
  /** null: it is gone */
  readonly after: Site | null;
}

/** The sites that are not the very same object in both lists. What stands at the same place in both is not looked up. */
export function differingSites(before: readonly Site[], after: readonly Site[]): readonly DifferingSite[] {
  const was = before.filter((site, place) => after[place] !== site);
  const is = after.filter((site, place) => before[place] !== site);
  const found = new Map<string, DifferingSite>(
    was.map((site) => [site.code, { code: site.code, before: site, after: null }]),
  );
  for (const site of is) {
    const old = found.get(site.code)?.before ?? null;
    if (old === site) found.delete(site.code);
    else found.set(site.code, { code: site.code, before: old, after: site });
  }
  return [...found.values()];
}
