import { settleByRule } from '../actions/catalogue/settle-conflicts.ts';
import type { System } from '../actions/system.ts';

/** Settles at every site, by its rule, what no longer fits, is near, and was left alone. */
export async function settleUnsettled(system: System): Promise<{ readonly settled: number }> {
  const { sites, calendar } = await system.catalogue();
  let settled = 0;
  for (const site of sites.values()) settled += await settleByRule(system, site, calendar);
  return { settled };
}
