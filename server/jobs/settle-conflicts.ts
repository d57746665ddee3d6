import { conflictCounts } from '../actions/catalogue/conflict-counts.ts';
import { settleByRule } from '../actions/catalogue/settle-conflicts.ts';
import type { System } from '../actions/system.ts';
import { sitesWithOffers } from '../store/booking/time-offer-query.ts';

/** Settles, by each site's rule, what no longer fits, is near, and was left alone; only sites where there is something to do are looked at. */
export async function settleUnsettled(system: System): Promise<{ readonly settled: number }> {
  const { sites, calendar } = await system.catalogue();
  const offering = await sitesWithOffers(system.database.reader);
  const bound = [...sites.values()].filter(({ rules }) => rules.unsettled !== 'staff');
  const unfitting = await conflictCounts(
    system,
    bound.map(({ code }) => code),
  );
  let settled = 0;
  for (const code of new Set([...offering, ...unfitting.keys()])) {
    const site = sites.get(code);
    if (site !== undefined && (offering.includes(code) || unfitting.get(code) !== 0))
      settled += await settleByRule(system, site, calendar);
  }
  return { settled };
}
