import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import { writeArrived, writeBookingEvent, writeServed } from '../../store/booking/booking-store.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

export interface UpdatedBooking {
  readonly booking: string;
  readonly state: 'arrived' | 'completed' | 'not_served';
}

/** What an event of the hall means for the booking behind the ticket, in the same transaction; null: nothing. */
export function updateBookings(
  system: System,
  hall: Hall,
  event: HallEvent,
  actor: string,
  writes: WriteSet,
): UpdatedBooking | null {
  const outcome = outcomeIn(event);
  if (outcome === null) return null;
  const booking = hall.tickets.get(outcome.ticket)?.booking ?? null;
  if (booking === null) return null;
  if (outcome.state === 'arrived') writeArrived(booking, event.at, writes);
  else writeServed(booking, outcome.state, event.at, writes);
  const data = { state: outcome.state, day: hall.day, number: hall.tickets.get(outcome.ticket)?.number };
  writeBookingEvent(
    { id: system.secrets.newId(), booking, at: event.at, type: 'settled', data, actor },
    writes,
  );
  return { booking, state: outcome.state };
}

function outcomeIn(
  event: HallEvent,
): { ticket: string; state: 'arrived' | 'completed' | 'not_served' } | null {
  switch (event.type) {
    case 'ticket_issued':
      return { ticket: event.ticket.id, state: 'arrived' };
    case 'service_finished':
      return { ticket: event.ticket, state: 'completed' };
    case 'ticket_left':
    case 'ticket_voided':
      return { ticket: event.ticket, state: 'not_served' };
    default:
      return null;
  }
}
