import type { Hall, HallEvent } from '../../domain/queue/hall.ts';
import { writeArrived, writeBookingEvent, writeServed } from '../../store/booking/booking-store.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

export interface Told {
  readonly booking: string;
  readonly state: 'arrived' | 'completed' | 'not_served';
}

/** What an event of the hall means for the booking behind the ticket, in the same transaction; null: nothing. */
export function tellBookings(
  system: System,
  hall: Hall,
  event: HallEvent,
  actor: string,
  writes: WriteSet,
): Told | null {
  const told = tidings(event);
  if (told === null) return null;
  const booking = hall.tickets.get(told.ticket)?.booking ?? null;
  if (booking === null) return null;
  if (told.state === 'arrived') writeArrived(booking, event.at, writes);
  else writeServed(booking, told.state, event.at, writes);
  const data = { state: told.state, day: hall.day, number: hall.tickets.get(told.ticket)?.number };
  writeBookingEvent(
    { id: system.secrets.newId(), booking, at: event.at, type: 'settled', data, actor },
    writes,
  );
  return { booking, state: told.state };
}

function tidings(event: HallEvent): { ticket: string; state: 'arrived' | 'completed' | 'not_served' } | null {
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
