import type { HallEvent } from './hall.ts';
import type { DueReason, Ticket } from './ticket.ts';
import { stateAfter, type TicketMove } from './transitions.ts';

export type TicketEvent = Extract<HallEvent, { type: TicketMove }>;

/** One ticket after an event about it. Throws when the table does not have the move (H1): such an event is a bug or damage. */
export function applyToTicket(ticket: Ticket, event: TicketEvent): Ticket {
  const state = stateAfter(ticket.state, event.type);
  if (state === null)
    throw new Error(`${ticket.number} is ${ticket.state}: ${event.type} cannot happen to it`);
  switch (event.type) {
    case 'ticket_called':
      return {
        ...ticket,
        state,
        counter: event.counter,
        calledAt: event.at,
        timesCalled: 1,
        startedAt: null,
        parkedAt: null,
      };
    case 'ticket_recalled':
      return { ...ticket, state, timesCalled: event.times };
    case 'service_started':
      return { ...ticket, state, startedAt: event.at };
    case 'service_finished':
      return { ...ticket, state, endedAt: event.at, outcome: event.outcome };
    case 'ticket_missed':
      return { ...ticket, state, missedAt: event.at };
    case 'ticket_parked':
      return { ...ticket, state, parkedAt: event.at };
    case 'ticket_resumed':
      return { ...back(ticket, 'resumed'), state };
    case 'ticket_returned':
      return { ...back(ticket, 'returned'), state, returned: true };
    case 'ticket_transferred':
      return {
        ...back(ticket, 'transferred'),
        state,
        queue: event.toQueue,
        reservedFor: event.toCounter,
      };
    case 'ticket_left':
    case 'ticket_voided':
      return { ...ticket, state, endedAt: event.at };
  }
}

type Kept = Extract<DueReason, { kind: 'kept' }>;

/** Waiting again, at the place in the order that it had. */
function back(ticket: Ticket, because: Kept['because']): Ticket {
  return {
    ...ticket,
    dueReason: { kind: 'kept', because, was: ticket.due },
    counter: null,
    calledAt: null,
    timesCalled: 0,
    startedAt: null,
    missedAt: null,
    parkedAt: null,
  };
}
