import { endOffers } from '../actions/catalogue/offer-times.ts';
import type { System } from '../actions/system.ts';
import { sitesWithOffers } from '../store/booking/time-offer-query.ts';

/**
 * Ends offers of other times that are over: nobody has answered in time, the visit can take place after all, or none of the times can be had
 * any more. A press that comes before finds the same, since each decision looks at the moment.
 */
export async function endTimeOffers(system: System): Promise<{ readonly sites: number }> {
  const sites = await sitesWithOffers(system.database.reader);
  for (const site of sites) await endOffers(system, site);
  return { sites: sites.length };
}
