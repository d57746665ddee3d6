import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { HallOrder } from './hall-order.ts';

/** One that is switched off only to close its day: its hall may have been open when that was done. */
export function siteOfOrder(
  { sites, offSites }: Pick<Catalogue, 'sites' | 'offSites'>,
  { site, request }: Pick<HallOrder, 'site' | 'request'>,
): Site | undefined {
  return sites.get(site) ?? (request.type === 'close_day' ? offSites.get(site) : undefined);
}
