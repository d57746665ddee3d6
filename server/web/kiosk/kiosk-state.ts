import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { HallNow } from '../hall-now.ts';

/** What can be had at the door now. Instants are epoch ms. */
export interface KioskState {
  /** `last_call`: nobody who takes a ticket now would be served before closing */
  readonly kind: 'open' | 'paused' | 'closed' | 'last_call';
  readonly walkIn: boolean;
  readonly checkIn: boolean;
  /** when it next opens: of a closed hall; null: not within the days that are looked at */
  readonly reopens: number | null;
  /** queue ids that give no more tickets today */
  readonly stopped: ReadonlySet<string>;
}

const minute = 60_000;
const daysLookedAt = 21;
/** somebody with a booking may still be let in shortly after closing */
const lateArrivals = 30 * minute;

/** Says beforehand what taking a ticket would answer; the engine decides again when one is taken. */
export function kioskState({ catalogue, site, hall, waits, now }: HallNow): KioskState {
  const closesAt = openingOn(site, catalogue.calendar, hall.day).sessions.at(-1)?.closes ?? null;
  const nothing = new Set<string>();
  if (hall.state === 'closed' || closesAt === null || now >= closesAt) {
    const checkIn = hall.state !== 'closed' && closesAt !== null && now < closesAt + lateArrivals;
    const reopens = nextOpening(catalogue.calendar, site, now, hall.state === 'closed');
    return { kind: 'closed', walkIn: false, checkIn, reopens, stopped: nothing };
  }
  if (hall.state === 'paused')
    return { kind: 'paused', walkIn: false, checkIn: true, reopens: null, stopped: nothing };
  const judged = site.hall.lastCall && !hall.lastCallLifted;
  const stopped = new Set(
    site.queues.flatMap(({ id }) => {
      const wait = waits.newcomers.get(id);
      const shortest = shortestVisit(site, id, (code) => catalogue.services.get(code)?.minutes);
      if (!judged || wait == null || shortest === null) return [];
      return now + (wait.high + shortest) * minute > closesAt ? [id] : [];
    }),
  );
  const served = site.queues.filter(({ id }) => shortestVisit(site, id, () => 0) !== null);
  const over = served.length > 0 && served.every(({ id }) => stopped.has(id));
  return { kind: over ? 'last_call' : 'open', walkIn: !over, checkIn: true, reopens: null, stopped };
}

function shortestVisit(
  site: Site,
  queue: string,
  minutesOf: (service: string) => number | undefined,
): number | null {
  const minutes = site.services.flatMap((row) => {
    const its = row.queue === queue ? (row.minutes ?? minutesOf(row.service)) : undefined;
    return its === undefined ? [] : [its];
  });
  return minutes.length === 0 ? null : Math.min(...minutes);
}

function nextOpening(
  calendar: HallNow['catalogue']['calendar'],
  site: Site,
  now: number,
  overToday: boolean,
): number | null {
  const today = localDate(now, site.timeZone);
  for (let ahead = overToday ? 1 : 0; ahead <= daysLookedAt; ahead += 1) {
    const { sessions } = openingOn(site, calendar, addDays(today, ahead));
    const next = sessions.find(({ opens }) => opens > now);
    if (next !== undefined) return next.opens;
  }
  return null;
}
