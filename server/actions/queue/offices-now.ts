import { setImmediate } from 'node:timers/promises';
import { minute } from '../../domain/calendar/durations.ts';
import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { dutyAddresses } from '../../domain/queue/hall/hall-policy.ts';
import { type HallStateKind, hallStateOf } from '../../domain/queue/hall/hall-state.ts';
import { sitesWith } from '../../store/message/channel-query.ts';
import { hallGists } from '../../store/queue/hall-gist-query.ts';
import { type OfficeFigures, officeFigures } from '../../store/queue/offices-query.ts';
import type { System } from '../system.ts';
import { gistAtWork } from './gist-at-work.ts';

/** Days after today whose bookings count. */
export const daysToCome = 7;
/** Offices that are looked at in one piece on the loop. */
const slice = 50;

/** One office as the head office sees it. */
export interface OfficeNow extends Pick<OfficeFigures, 'booked' | 'coming'> {
  readonly site: Site;
  readonly state: HallStateKind;
  readonly waiting: number;
  /** called or at a counter */
  readonly served: number;
  readonly done: number;
  readonly counters: number;
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
  const today = new Map(sites.map(({ code, timeZone }) => [code, localDate(now, timeZone)]));
  const halls = await hallGists(database.office, today);
  const days = [...today].map(
    ([code, day]) => [code, { today: day, last: addDays(day, daysToCome) }] as const,
  );
  const figures = await officeFigures(database.office, new Map(days));
  const robots = await sitesWith(database.office, 'wecom');
  const found: OfficeNow[] = [];
  for (const [index, site] of sites.entries()) {
    if (index % slice === slice - 1) await setImmediate();
    const [hall, its] = [halls.get(site.code), figures.get(site.code)];
    if (hall === undefined || its === undefined) continue;
    const { tickets, counters } = hall;
    const { longestSince, alarms, booked, coming } = its;
    const watched = dutyAddresses(site.hall).length > 0 || robots.has(site.code);
    found.push({
      site,
      state: hallStateOf({ site, calendar, hall: gistAtWork(site, hall), now, lastCallPassed: false }).kind,
      waiting: tickets.get('waiting') ?? 0,
      served: (tickets.get('called') ?? 0) + (tickets.get('serving') ?? 0),
      done: tickets.get('done') ?? 0,
      counters: counters.get('open') ?? 0,
      longest: longestSince === null ? null : Math.max(0, Math.floor((now - longestSince) / minute)),
      alarms: watched ? alarms : null,
      booked,
      coming,
    });
  }
  return found;
}
