import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import type { TicketState } from '../../domain/queue/hall/ticket.ts';
import type { Who } from '../../domain/staff/actor.ts';
import {
  writeArrived,
  writeBookingEvent,
  writeGoesOn,
  writeServed,
} from '../../store/booking/booking-store.ts';
import type { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import type { ArrivalRoom } from './arrival-command.ts';

type VisitState = 'arrived' | 'completed' | 'not_served';

export interface UpdatedBooking {
  readonly booking: string;
  readonly state: VisitState;
}

export interface BookingRoom {
  readonly hall: Hall;
  readonly actor: Who;
  /** by booking: the limit of its day, where an ended visit may get it back */
  readonly limits: ReadonlyMap<string, string>;
}

/** What an event of the hall means for the bookings behind its tickets, in the same transaction. */
export function updateBookings(
  system: System,
  event: HallEvent,
  { hall, actor, limits }: BookingRoom,
  writes: WriteSet,
): readonly UpdatedBooking[] {
  return outcomesIn(event, hall).flatMap((outcome) => {
    const { state } = outcome;
    const ticket = hall.tickets.get(outcome.ticket);
    const booking = ticket?.booking ?? null;
    if (booking === null) return [];
    if (state !== 'arrived') writeServed(booking, state, event.at, writes);
    else if (goesOn(event)) writeGoesOn(booking, limits.get(booking) ?? null, event.at, writes);
    else writeArrived(booking, event.at, writes);
    const data = { state, day: hall.day, number: ticket?.number };
    writeBookingEvent(
      { id: system.secrets.newId(), booking, at: event.at, type: 'settled', data, actor },
      writes,
    );
    return [{ booking, state }];
  });
}

/** It had ended, and has not. */
function goesOn({ type }: HallEvent): boolean {
  return type === 'command_undone' || type === 'ticket_corrected' || type === 'day_reopened';
}

function outcomesIn(
  event: HallEvent,
  hall: Hall,
): readonly { readonly ticket: string; readonly state: VisitState }[] {
  switch (event.type) {
    case 'ticket_issued':
      return [{ ticket: event.ticket.id, state: 'arrived' }];
    case 'service_finished':
      return [{ ticket: event.ticket, state: 'completed' }];
    case 'command_undone':
      // of all that a clerk can take back only the end of a visit had told the booking anything
      return event.command === 'finish' ? [{ ticket: event.ticket, state: 'arrived' }] : [];
    case 'ticket_joined':
      return [{ ticket: event.ticket, state: 'arrived' }];
    case 'ticket_corrected':
      return [{ ticket: event.ticket, state: correctedState(event.state) }];
    case 'day_reopened':
      return event.was.tickets.map(({ id }) => ({ ticket: id, state: 'arrived' }));
    case 'visit_not_recorded': {
      // who was at the counter has had his visit, though nobody wrote down how it ended
      const began = (hall.tickets.get(event.ticket)?.startedAt ?? null) !== null;
      return [{ ticket: event.ticket, state: began ? 'completed' : 'not_served' }];
    }
    case 'ticket_left':
    case 'ticket_voided':
      return [{ ticket: event.ticket, state: 'not_served' }];
    default:
      return [];
  }
}

function correctedState(state: TicketState): VisitState {
  if (state === 'done') return 'completed';
  // somebody who was missed may still come back on that day
  return state === 'waiting' || state === 'missed' ? 'arrived' : 'not_served';
}

/** The next command of the batch sees the booking as it is now. */
export function updateRoom(
  { bookings }: Pick<ArrivalRoom, 'bookings'>,
  { booking: id, state }: UpdatedBooking,
): void {
  for (const [reference, booking] of bookings)
    if (booking.id === id) bookings.set(reference, { ...booking, state });
}
