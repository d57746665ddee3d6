import { demandIsHigh } from '../../domain/booking/demand.ts';
import { emptyLedger } from '../../domain/booking/empty-ledger.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { siteCounts } from '../../store/booking/demand-query.ts';
import type { System } from '../system.ts';
import { type WorkChallenge, workChallenge } from './work-challenge.ts';

/** Whether more people want places of a site than usual, as deciding would find it now. */
export async function highDemand(
  { catalogue, clock, config, database }: Pick<System, 'catalogue' | 'clock' | 'config' | 'database'>,
  site: Site,
): Promise<boolean> {
  if (!config.rateLimits) return false;
  const now = clock.now();
  const { calendar, services } = await catalogue();
  const counts = await siteCounts(database.reader, database.engine, site.code, now);
  return demandIsHigh({ ...emptyLedger(), counts }, { site, calendar, services, now });
}

/** The work that a browser has to do before it keeps a time; null: none now. */
export async function workWanted(
  system: Pick<System, 'catalogue' | 'clock' | 'config' | 'database'>,
  site: Site,
): Promise<WorkChallenge | null> {
  return site.rules.proofOfWork && (await highDemand(system, site)) ? workChallenge(system, site.code) : null;
}
