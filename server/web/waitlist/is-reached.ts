import type { System } from '../../actions/system.ts';
import { channelsForTemplate } from '../../messages/channels-for-template.ts';

/** Whether somebody who waits at a site (code) hears of an offer: by mail, or by what the site has connected to the mobile number. */
export async function isReached(
  { database }: Pick<System, 'database'>,
  site: string,
  email: string | null,
): Promise<boolean> {
  return email !== null || (await channelsForTemplate(database, site, 'place_offered')).length > 0;
}
