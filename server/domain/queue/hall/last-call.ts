import { minute } from '../../calendar/durations.ts';
import { openingOn } from '../../calendar/opening-hours.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Site } from '../../catalogue/site.ts';
import type { ExpectedWaits } from '../forecast/waiting-time.ts';
import type { Hall } from './hall.ts';

export interface LastCallAsk {
  readonly site: Site;
  readonly hall: Hall;
  readonly waits: ExpectedWaits;
  /** epoch ms */
  readonly now: number;
}

export interface LastCall {
  /** queue ids for which nobody who takes a ticket now would be served before closing */
  readonly stopped: ReadonlySet<string>;
  /** that is so of every queue that serves anything */
  readonly passed: boolean;
}

const none: LastCall = { stopped: new Set(), passed: false };

type Rules = Pick<Catalogue, 'calendar' | 'services'>;

/** Says beforehand what the engine's last-call rule would answer to the shortest visit of each queue. */
export function lastCallNow(
  { calendar, services }: Rules,
  { site, hall, waits, now }: LastCallAsk,
): LastCall {
  const closesAt = openingOn(site, calendar, hall.day).sessions.at(-1)?.closes ?? null;
  if (!site.hall.lastCall || hall.lastCallLifted || closesAt === null || now >= closesAt) return none;
  const minutesOf = (service: string): number | undefined => services.get(service)?.minutes;
  const shortest = site.queues.flatMap(({ id }) => {
    const minutes = shortestVisit(site, id, minutesOf);
    return minutes === null ? [] : [{ id, minutes }];
  });
  const stopped = new Set(
    shortest.flatMap(({ id, minutes }) => {
      const wait = waits.newcomers.get(id);
      return wait != null && now + (wait.high + minutes) * minute > closesAt ? [id] : [];
    }),
  );
  return { stopped, passed: shortest.length > 0 && stopped.size === shortest.length };
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
