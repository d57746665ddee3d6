import type { Booking } from '../../domain/booking/booking.ts';
import { visitAt } from '../../domain/booking/visit.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import { queueClosedAt } from '../../domain/calendar/part-closures.ts';
import type { PublishedCalendar } from '../../domain/calendar/published-calendar.ts';
import type { Service } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { waitToTell } from '../../domain/queue/forecast/until-closing.ts';
import type { WaitRange } from '../../domain/queue/forecast/wait-range.ts';
import type { BookedArrival } from '../../domain/queue/forecast/waiting-scene.ts';
import { expectedWaits } from '../../domain/queue/forecast/waiting-time.ts';
import type { Hall, HallCommand } from '../../domain/queue/hall/hall.ts';
import type { HallRequest } from './hall-order.ts';
import type { Learned } from './service-times-cache.ts';

/** What arrivals are decided with, loaded in the transaction. */
export interface ArrivalRoom {
  /** by reference; the batch's own */
  readonly bookings: Map<string, Booking>;
  /** bookings (id) that are called first */
  readonly first: ReadonlySet<string>;
  readonly services: ReadonlyMap<string, Service>;
  readonly calendar: PublishedCalendar;
  /** by site */
  readonly arrivals: Map<string, readonly BookedArrival[]>;
  readonly learned: Map<string, Learned>;
}

export interface ArrivalAsk {
  readonly hall: Hall;
  readonly site: Site;
  readonly room: ArrivalRoom;
  readonly request: Extract<HallRequest, { type: 'walk_in' | 'arrive' }>;
  /** epoch ms */
  readonly now: number;
}

/**
 * The engine's command for somebody who stands at the door. Refuses as `visitAt` does, a walk-in with queue_closed, and a check-in with unknown_booking, wrong_site,
 * wrong_day, already_checked_in, not_active.
 */
export function arrivalCommand(ask: ArrivalAsk): Outcome<HallCommand> {
  const { request } = ask;
  return request.type === 'walk_in' ? walkIn(ask, request) : arrival(ask, request);
}

function walkIn(ask: ArrivalAsk, request: Extract<HallRequest, { type: 'walk_in' }>): Outcome<HallCommand> {
  const { site, room, now } = ask;
  const visit = visitAt(site, room.services, request.services);
  if (!visit.ok) return visit;
  const queue = visit.value.queue.id;
  // staff may take somebody in all the same
  const closed = request.byStaff ? null : queueClosedAt(site, queue, now);
  if (closed !== null) return refuse('queue_closed', { until: closed.until });
  const wait = waitOf(ask, { queue, priority: request.priority, bookedStart: null });
  const closesAt = closingOf(ask, localDate(now, site.timeZone));
  const { id, services, priority, byStaff, language } = request;
  return accept({
    type: 'issue',
    id,
    queue,
    services,
    priority,
    byStaff,
    ...(language === undefined ? {} : { language }),
    toldWait: told(wait, closesAt, now),
    // the visit itself must end before closing, too
    lastCallWait: wait === null ? null : wait.high + visit.value.minutes,
    closesAt: closesAt ?? null,
  });
}

function arrival(ask: ArrivalAsk, request: Extract<HallRequest, { type: 'arrive' }>): Outcome<HallCommand> {
  const { hall, site, room } = ask;
  const booking = room.bookings.get(request.reference);
  if (booking === undefined) return refuse('unknown_booking');
  if (booking.site !== site.code) return refuse('wrong_site', { site: booking.site });
  if (booking.day !== hall.day) return refuse('wrong_day', { day: booking.day });
  if (booking.state === 'arrived')
    return refuse('already_checked_in', { number: numberOf(hall, booking.id) });
  if (booking.state !== 'confirmed') return refuse('not_active', { state: booking.state });
  const { queue, services, start: bookedStart, locale: language } = booking;
  const { id } = request;
  const priority = request.priority || room.first.has(booking.id);
  const wait = waitOf(ask, { queue, priority, bookedStart });
  const toldWait = told(wait, closingOf(ask, hall.day), ask.now);
  return accept({
    type: 'check_in',
    id,
    booking: booking.id,
    bookedStart,
    queue,
    services,
    priority,
    language,
    toldWait,
  });
}

/** What is said is what is kept: it is by this that the wait is measured later. */
function told(wait: WaitRange | null, closesAt: number | undefined, now: number): WaitRange | null {
  return wait === null ? null : waitToTell(wait, closesAt, now);
}

function closingOf({ site, room }: ArrivalAsk, day: string): number | undefined {
  return openingOn(site, room.calendar, day).sessions.at(-1)?.closes;
}

function numberOf(hall: Hall, booking: string): string {
  return [...hall.tickets.values()].find((ticket) => ticket.booking === booking)?.number ?? '';
}

function waitOf(
  ask: ArrivalAsk,
  newcomer: { queue: string; priority: boolean; bookedStart: number | null },
): WaitRange | null {
  const { hall, site, room, now } = ask;
  const learned = room.learned.get(site.code);
  if (learned === undefined) return null;
  const arrivals = room.arrivals.get(site.code) ?? [];
  const waits = expectedWaits({
    hall,
    site,
    now,
    ...learned,
    sessions: openingOn(site, room.calendar, hall.day).sessions,
    arrivals,
    newcomers: [{ key: 'new', ...newcomer }],
    seed: hall.version,
  });
  return waits.newcomers.get('new') ?? null;
}
