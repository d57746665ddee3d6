import { accept, type Refusal, refuse } from '../../outcome.ts';
import { dueFor } from './call-policy.ts';
import type { CommandOf, Decide } from './decision.ts';
import { ticketOf } from './decision.ts';
import type { Hall, HallContext } from './hall.ts';
import type { Ticket } from './ticket.ts';
import { isFinal } from './transitions.ts';

/** Another service, queue or priority, or a note, for somebody who waits. What is so already changes nothing: no event. */
export const decideChangeTicket: Decide<'change_ticket'> = (hall, command, context) => {
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  const ticket = found.value;
  if (ticket.state !== 'waiting') return wrongState(ticket);
  const { site } = context;
  const services = command.services ?? ticket.services;
  if (services.length === 0) return refuse('no_services');
  const offered = new Set(site.services.map((each) => each.service));
  const unknown = services.find(({ code }) => !offered.has(code));
  if (command.services !== null && unknown !== undefined)
    return refuse('not_offered', { service: unknown.code });
  const queue = command.queue ?? ticket.queue;
  if (!site.queues.some(({ id }) => id === queue)) return refuse('unknown_queue', { queue });
  const note = command.note === null ? ticket.note : command.note.trim() === '' ? null : command.note.trim();
  const priority = command.priority ?? ticket.priority;
  const changed = {
    queue,
    services,
    priority,
    note,
    // who is kept for a counter is kept in its own queue only
    reservedFor: queue === ticket.queue ? ticket.reservedFor : null,
    ...dueAfter(ticket, priority, context),
  };
  return accept(
    isAsBefore(ticket, changed) ? [] : [{ type: 'ticket_changed', ticket: ticket.id, ...changed }],
  );
};

type Changed = Pick<Ticket, 'queue' | 'services' | 'priority' | 'note' | 'reservedFor' | 'due' | 'dueReason'>;

/** Only the lane changes when somebody is due. */
function dueAfter(
  ticket: Ticket,
  priority: boolean,
  { site }: HallContext,
): Pick<Ticket, 'due' | 'dueReason'> {
  const { bookedStart, issuedAt, due, dueReason } = ticket;
  return priority === ticket.priority
    ? { due, dueReason }
    : dueFor({ bookedStart, issuedAt, priority }, site.hall);
}

function isAsBefore(ticket: Ticket, changed: Changed): boolean {
  return (
    ticket.queue === changed.queue &&
    ticket.priority === changed.priority &&
    ticket.note === changed.note &&
    JSON.stringify(ticket.services) === JSON.stringify(changed.services)
  );
}

/** Staff take a number out that nobody is at a counter with. */
export const decideVoidTicket: Decide<'void_ticket'> = (hall, command) => {
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  const { id, state } = found.value;
  if (state !== 'waiting' && state !== 'parked' && state !== 'missed') return wrongState(found.value);
  return accept([{ type: 'ticket_voided', ticket: id, byStaff: true }]);
};

/** A walk-in turns out to have booked: due by whichever of the two is earlier, unless it has let others pass. */
export const decideJoinBooking: Decide<'join_booking'> = (hall, command, { site }) => {
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  const ticket = found.value;
  if (ticket.booking !== null) return refuse('already_checked_in', { number: ticket.number });
  if (isFinal(ticket.state)) return wrongState(ticket);
  const other = otherOf(hall, command);
  if (other !== null) return refuse('already_checked_in', { number: other.number });
  const { bookedStart, booking } = command;
  const { issuedAt, priority, due, dueReason } = ticket;
  const booked = dueFor({ bookedStart, issuedAt, priority }, site.hall);
  const its = booked.due < due && ticket.deferred === 0 ? booked : { due, dueReason };
  return accept([{ type: 'ticket_joined', ticket: ticket.id, booking, bookedStart, ...its }]);
};

/** Somebody else who has come with the same booking and was not sent away. */
export function otherOf(
  hall: Hall,
  { ticket, booking }: Pick<CommandOf<'join_booking'>, 'ticket' | 'booking'>,
): Ticket | null {
  for (const each of hall.tickets.values()) {
    if (each.booking !== booking || each.id === ticket) continue;
    if (each.state !== 'left' && each.state !== 'void') return each;
  }
  return null;
}

export function wrongState({ number, state }: Ticket): Refusal {
  return refuse('wrong_state', { number, state });
}
