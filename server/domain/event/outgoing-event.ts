import type { Booking } from '../booking/booking.ts';
import type { BookingFact } from '../booking/ledger.ts';
import { instantWriter } from '../calendar/site-instant.ts';
import type { Site } from '../catalogue/site.ts';
import type { Hall, HallEvent } from '../queue/hall/hall.ts';

/** What other systems can be told of. */
export const eventTypes = [
  'booking.created',
  'booking.moved',
  'booking.changed',
  'booking.cancelled',
  'ticket.issued',
  'ticket.called',
  'ticket.finished',
  'ticket.missed',
  'ticket.void',
  'day.closed',
  'day.reopened',
] as const;
export type EventType = (typeof eventTypes)[number];

/** A fact as it leaves the house: no name, no number, no secret of any person. Whoever may know more asks by the reference. */
export interface OutgoingEvent {
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Null: nothing that others are told of. */
export function eventOfBooking(fact: BookingFact, site: Site): OutgoingEvent | null {
  switch (fact.type) {
    case 'booked':
      return { type: 'booking.created', data: visit(fact.booking, site) };
    case 'moved':
      return { type: fact.changed ? 'booking.changed' : 'booking.moved', data: visit(fact.booking, site) };
    // whatever was told is so no longer: the visit as it stands now
    case 'taken_back':
      return {
        type: fact.undo.what === 'cancelled' ? 'booking.created' : 'booking.changed',
        data: { ...visit(fact.booking, site), takenBack: true },
      };
    case 'cancelled':
      return { type: 'booking.cancelled', data: { ...visit(fact.booking, site), by: fact.by } };
    default:
      return null;
  }
}

function visit({ reference, state, start, end, services }: Booking, { timeZone }: Site) {
  const write = instantWriter(timeZone);
  return { reference, state, start: write(start), end: write(end), services };
}

/** `hall` as it is after the event. */
export function eventOfHall(event: HallEvent, hall: Hall): OutgoingEvent | null {
  const ticket = (id: string) => {
    const { number = '', services = [], queue = '' } = hall.tickets.get(id) ?? {};
    return { ticket: id, number, queue, services, day: hall.day, version: event.version };
  };
  switch (event.type) {
    case 'ticket_issued':
      return { type: 'ticket.issued', data: ticket(event.ticket.id) };
    case 'ticket_called':
      return { type: 'ticket.called', data: { ...ticket(event.ticket), counter: event.counter } };
    case 'service_finished':
      return {
        type: 'ticket.finished',
        data: { ...ticket(event.ticket), counter: event.counter, outcome: event.outcome },
      };
    case 'ticket_missed':
      return { type: 'ticket.missed', data: { ...ticket(event.ticket), counter: event.counter } };
    case 'ticket_voided':
      return { type: 'ticket.void', data: ticket(event.ticket) };
    case 'day_closed':
      return { type: 'day.closed', data: { day: hall.day, version: event.version } };
    case 'day_reopened':
      return { type: 'day.reopened', data: { day: hall.day, version: event.version } };
    default:
      return null;
  }
}
