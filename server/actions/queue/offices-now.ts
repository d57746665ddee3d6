import { setImmediate } from 'node:timers/promises';
import { minute } from '../../domain/calendar/durations.ts';
import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { emptyHall } from '../../domain/queue/hall/hall.ts';
import { dutyAddresses } from '../../domain/queue/hall/hall-policy.ts';
import { type HallStateKind, hallStateOf } from '../../domain/queue/hall/hall-state.ts';
import { sitesWith } from '../../store/message/channel-query.ts';
import { type OfficeFigures, officeFigures } from '../../store/queue/offices-query.ts';
import type { System } from '../system.ts';

/** Days after today whose bookings count. */
export const daysToCome = 7;
/** Offices that are looked at in one piece on the loop. */
const slice = 50;

/** One office as the head office sees it. */
export interface OfficeNow extends Omit<OfficeFigures, 'said' | 'pauseReason' | 'longestSince' | 'alarms'> {
  readonly site: Site;
  readonly state: HallStateKind;
  /** whole minutes that the first of those who wait has waited; null: nobody does */
  readonly longest: number | null;
  /** null: nobody is told of this office's alarms, so none are kept */
  readonly alarms: number | null;
}

/**
 * All these offices at once: as many questions to the database for a thousand of them as for one. A last call that has passed is "open": who
 * would still be served is worked out from each hall's own tickets, which nobody reads here.
 */
export async function officesNow(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  { calendar }: Pick<Catalogue, 'calendar'>,
  sites: readonly Site[],
): Promise<readonly OfficeNow[]> {
  const now = clock.now();
  const days = new Map(
    sites.map(({ code, timeZone }) => {
      const today = localDate(now, timeZone);
      return [code, { today, last: addDays(today, daysToCome) }] as const;
    }),
  );
  const figures = await officeFigures(database.office, days);
  const robots = await sitesWith(database.office, 'wecom');
  const found: OfficeNow[] = [];
  for (const [index, site] of sites.entries()) {
    if (index % slice === slice - 1) await setImmediate();
    const its = figures.get(site.code);
    if (its === undefined) continue;
    const { said, pauseReason, longestSince, alarms, ...counts } = its;
    const day = days.get(site.code)?.today ?? '';
    const hall = said === null ? null : { ...emptyHall(site.code, day), state: said, pauseReason };
    const { kind } = hallStateOf({ site, calendar, hall, now, lastCallPassed: false });
    const still = kind === 'closed' && said !== 'closed' && counts.counters > 0;
    const watched = dutyAddresses(site.hall).length > 0 || robots.has(site.code);
    found.push({
      ...counts,
      site,
      state: still && counts.waiting + counts.served > 0 ? 'closing' : kind,
      longest: longestSince === null ? null : Math.max(0, Math.floor((now - longestSince) / minute)),
      alarms: watched ? alarms : null,
    });
  }
  return found;
}
