import { bookingWindow } from '../../domain/booking/booking-window.ts';
import { daysOffered } from '../../domain/booking/slots.ts';
import { visitAt } from '../../domain/booking/visit.ts';
import { hour } from '../../domain/calendar/durations.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { publishedCalendar } from '../../domain/catalogue/build-catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { decideHall } from '../../domain/queue/hall/decide-hall.ts';
import { evolveAll } from '../../domain/queue/hall/evolve-hall.ts';
import { emptyHall, type HallCommand } from '../../domain/queue/hall/hall.ts';
import { conflictAsk, siteAsUsed } from './site-as-used.ts';

/** One service on trial: what booking it and calling its visitor would come to. */
export interface Rehearsal {
  readonly service: string;
  /** when the first visit could be booked, epoch ms; null: never within the booking window */
  readonly start: number | null;
  /** the number that its visitor would be called by, and the counter; null: nobody would be called */
  readonly number: string | null;
  readonly counter: string | null;
}

/**
 * Books one visit of each service and calls its visitor, by the very rules that book and call, on a hall that exists only here: nothing of it
 * is written, so nothing is left to be wiped, in no figure, list or place.
 */
export function rehearseSite(records: CatalogueRecords, code: string, now: number): readonly Rehearsal[] {
  const used = siteAsUsed(records, code);
  if (used === null) return [];
  const site: Site = { ...used, active: true, bookable: true };
  const { services } = conflictAsk(records, site, now);
  const calendar = publishedCalendar(records.calendarYears);
  const { firstDate: from, lastDate: to } = bookingWindow(site, calendar, now);
  return site.services.map(({ service }) => {
    const visit = [{ code: service, quantity: 1 }];
    const offered = daysOffered({ site, services, calendar, from, to, now, visit, taken: () => [] });
    const [first] = offered.ok ? offered.value.flatMap(({ slots }) => slots) : [];
    const found = visitAt(site, services, visit);
    const called = found.ok ? callAt(site, found.value.queue.id, service, now) : null;
    return {
      service,
      start: first?.start ?? null,
      number: called?.number ?? null,
      counter: called?.counter ?? null,
    };
  });
}

/** Null: no counter serves the queue, so nobody is called. */
function callAt(
  site: Site,
  queue: string,
  service: string,
  now: number,
): { readonly number: string; readonly counter: string } | null {
  const serving = site.counters.find(({ queues }) => queues.includes(queue));
  if (serving === undefined) return null;
  const counter = serving.code;
  const commands: readonly HallCommand[] = [
    { type: 'open_counter', counter, staff: null },
    {
      ...{ type: 'issue', id: 'rehearsal', queue, services: [{ code: service, quantity: 1 }] },
      ...{ priority: false, toldWait: null, lastCallWait: null, closesAt: now + hour, byStaff: true },
    },
    { type: 'call_next', counter },
  ];
  let hall = emptyHall(site.code, localDate(now, site.timeZone));
  for (const command of commands) {
    const decided = decideHall(hall, command, { site, now });
    if (!decided.ok) return null;
    hall = evolveAll(hall, decided.value);
  }
  const ticket = hall.tickets.get('rehearsal');
  return ticket?.state === 'called' ? { number: ticket.number, counter: serving.label } : null;
}
