import { floorNow } from '../actions/queue/floor-now.ts';
import { tellOfAlarms } from '../actions/queue/tell-alarms.ts';
import type { System } from '../actions/system.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { type AlarmAsk, callingStates } from '../domain/queue/floor/alarms.ts';
import { dutyAddresses } from '../domain/queue/hall/hall-policy.ts';
import { hallStateOf } from '../domain/queue/hall/hall-state.ts';
import { loadHallIfNewer } from '../store/queue/hall-query.ts';

/** The machines of a site (code) that should be at work and say nothing. */
export type SilentAt = (site: string) => Promise<AlarmAsk['silent']>;

/** Tells whoever is on duty at the open halls of what somebody has to do something about. Safe on several processes. */
export async function tellOfFloorAlarms(system: System, silentAt: SilentAt): Promise<{ told: number }> {
  const catalogue = await system.catalogue();
  const { reader } = system.database;
  let told = 0;
  for (const site of catalogue.sites.values()) {
    if (site.queues.length === 0 || dutyAddresses(site.hall).length === 0) continue;
    const now = system.clock.now();
    const day = localDate(now, site.timeZone);
    const hall = await loadHallIfNewer(reader, site.code, day, system.hallCache.kept(site.code, day));
    // after the last call a hall calls as before
    const { kind: state } = hallStateOf({
      site,
      calendar: catalogue.calendar,
      hall,
      now,
      lastCallPassed: false,
    });
    if (!callingStates.has(state)) continue;
    const silent = await silentAt(site.code);
    const { alarms } = await floorNow(system, { catalogue, site, hall, state, now, silent });
    told += await tellOfAlarms(system, { site, day }, alarms);
  }
  return { told };
}
