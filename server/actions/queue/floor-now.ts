import { openingOn } from '../../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type Alarm, type AlarmAsk, alarmsOf } from '../../domain/queue/floor/alarms.ts';
import { type Floor, floorOf } from '../../domain/queue/floor/floor.ts';
import type { Hall } from '../../domain/queue/hall/hall.ts';
import type { HallStateKind } from '../../domain/queue/hall/hall-state.ts';
import { conflictCount } from '../catalogue/conflict-counts.ts';
import type { System } from '../system.ts';
import { unattendedIn } from './unattended.ts';

export interface FloorAsk {
  readonly catalogue: Catalogue;
  readonly site: Site;
  readonly hall: Hall;
  readonly state: HallStateKind;
  /** epoch ms */
  readonly now: number;
  /** machines of the site that should be at work and say nothing */
  readonly silent: AlarmAsk['silent'];
}

/** A hall's floor, and what somebody has to do something about there. */
export async function floorNow(
  system: System,
  { catalogue, site, hall, state, now, silent }: FloorAsk,
): Promise<{ readonly floor: Floor; readonly alarms: readonly Alarm[] }> {
  const context = { site, now };
  const { times } = await system.serviceTimes.of(site, hall.day, catalogue, system.database.reader);
  const floor = floorOf(hall, times, context);
  const closedAt = openingOn(site, catalogue.calendar, hall.day).sessions.at(-1)?.closes ?? null;
  const conflicts = await conflictCount(system, site.code);
  const unattended = (await unattendedIn(system, hall)).map(({ counter }) => counter);
  return {
    floor,
    alarms: alarmsOf({ floor, context, state, closedAt, unattended, silent, conflicts }),
  };
}
