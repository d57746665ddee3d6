import { conflictCount } from '../actions/catalogue/conflict-counts.ts';
import { floorNow } from '../actions/queue/floor-now.ts';
import { tellOfAlarms } from '../actions/queue/tell-alarms.ts';
import type { System } from '../actions/system.ts';
import { instantOf, localDate } from '../domain/calendar/local-time.ts';
import type { Site } from '../domain/catalogue/site.ts';
import { type AlarmAsk, callingStates, isAboutVisitors } from '../domain/queue/floor/alarms.ts';
import type { Hall } from '../domain/queue/hall/hall.ts';
import { dutyAddresses } from '../domain/queue/hall/hall-policy.ts';
import { hallStateOf } from '../domain/queue/hall/hall-state.ts';
import { isFinal } from '../domain/queue/hall/transitions.ts';
import { sitesWith } from '../store/message/channel-query.ts';
import { knownAlarms } from '../store/queue/floor-alarm-query.ts';
import { loadHallIfNewer } from '../store/queue/hall-query.ts';

/** The machines of a site (code) that should be at work and say nothing. */
export type SilentAt = (site: string) => Promise<AlarmAsk['silent']>;

/**
 * Tells whoever is on duty of what somebody has to do something about; at lunch and after closing only of what concerns visitors who are
 * there, and of bookings that do not fit, which cannot wait for the next open day. Safe on several processes.
 */
export async function tellOfFloorAlarms(system: System, silentAt: SilentAt): Promise<{ told: number }> {
  const catalogue = await system.catalogue();
  const { reader } = system.database;
  const robots = await sitesWith(reader, 'wecom');
  let told = 0;
  for (const site of catalogue.sites.values()) {
    if (site.queues.length === 0 || !(robots.has(site.code) || dutyAddresses(site.hall).length > 0)) continue;
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
    const calls = callingStates.has(state);
    if (!calls && !isAnybodyThere(hall)) {
      told += await tellOfConflicts(system, site, day, now);
      continue;
    }
    const silent = calls ? await silentAt(site.code) : [];
    const { alarms } = await floorNow(system, { catalogue, site, hall, state, now, silent });
    const toManager = isHeardAt(now, site.timeZone);
    const pressing = calls
      ? alarms
      : alarms.filter((alarm) => isAboutVisitors(alarm) || (toManager && alarm.kind === 'conflicts'));
    told += await tellOfAlarms(system, { site, day }, pressing);
  }
  return { told };
}

/** Where nothing goes on: the closure that has hit bookings may be today's. */
async function tellOfConflicts(system: System, site: Site, day: string, now: number): Promise<number> {
  if (!isHeardAt(now, site.timeZone)) return 0;
  const known = (await knownAlarms(system.database.reader, site.code, day)).get('conflicts');
  if ((known?.toldAt ?? null) !== null) return 0;
  const count = await conflictCount(system, site.code);
  return tellOfAlarms(system, { site, day }, count === 0 ? [] : [{ kind: 'conflicts', count }]);
}

/** Not at night. */
function isHeardAt(now: number, zone: string): boolean {
  return now >= instantOf(localDate(now, zone), '07:00', zone);
}

/** Nobody is when the day has ended. */
function isAnybodyThere({ tickets, counters }: Hall): boolean {
  return (
    [...tickets.values()].some(({ state }) => !isFinal(state)) ||
    [...counters.values()].some(({ state }) => state !== 'closed')
  );
}
