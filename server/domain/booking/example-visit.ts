import { minute } from '../calendar/durations.ts';
import { addDays, localDate } from '../calendar/local-time.ts';
import { openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Service } from '../catalogue/service.ts';
import type { Queue, Site } from '../catalogue/site.ts';
import { bookingWindow } from './booking-window.ts';
import { startsIn } from './place-rule.ts';
import { visitAt } from './visit.ts';

const daysLookedAt = 60;

/** The local dates on which a site is open, so many of them, from the one on which visits can be booked next. `now` in epoch ms. */
export function nextOpenDays(site: Site, calendar: PublishedCalendar, now: number, count: number): string[] {
  const { firstDate } = bookingWindow(site, calendar, now);
  const tomorrow = addDays(localDate(now, site.timeZone), 1);
  return Array.from({ length: daysLookedAt }, (_, ahead) => addDays(tomorrow, ahead))
    .filter((date) => date >= firstDate && openingOn(site, calendar, date).sessions.length > 0)
    .slice(0, count);
}

/** A visit as a site's hours and queues would have it: what an example speaks of. */
export interface ExampleVisit {
  readonly service: string;
  readonly queue: Queue;
  /** epoch ms; the first visit of each of the next days that are open */
  readonly times: readonly { readonly start: number; readonly end: number }[];
}

/** The first service of a site that a queue is given for, on its next open days; null: no visit can be had there as things stand. */
export function exampleVisit(
  site: Site,
  services: ReadonlyMap<string, Service>,
  calendar: PublishedCalendar,
  now: number,
): ExampleVisit | null {
  const days = nextOpenDays(site, calendar, now, 4);
  for (const { service } of site.services) {
    const visit = visitAt(site, services, [{ code: service, quantity: 1 }]);
    if (!visit.ok) continue;
    const { queue, slots, minutes } = visit.value;
    const times = days.flatMap((date) =>
      openingOn(site, calendar, date)
        .sessions.flatMap((session) => startsIn(session, queue.slotMinutes, slots))
        .slice(0, 1)
        .map((start) => ({ start, end: start + minutes * minute })),
    );
    if (times.length > 0) return { service, queue, times };
  }
  return null;
}
