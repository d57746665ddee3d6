import { applyCorrection, backInLine } from './evolve-corrections.ts';
import type { HallEvent } from './hall.ts';
import type { CorrectionFact } from './hall-corrections.ts';
import type { Ticket } from './ticket.ts';
import { stateAfter, type TicketMove } from './transitions.ts';

/** Events about one ticket that is there already. */
export type TicketEvent = Extract<HallEvent, { type: TicketMove | CorrectionFact['type'] }>;

/** One ticket after an event about it. Throws when the table does not have the move (H1): such an event is a bug or damage. */
export function applyToTicket(ticket: Ticket, event: TicketEvent): Ticket {
  if (isCorrection(event)) return applyCorrection(ticket, event);
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
        texted: event.texted === true,
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
      return { ...backInLine(ticket, 'resumed'), state };
    case 'ticket_returned':
      return { ...backInLine(ticket, 'returned'), state, returned: true };
    case 'ticket_transferred':
      return {
        ...backInLine(ticket, 'transferred'),
        state,
        queue: event.toQueue,
        reservedFor: event.toCounter,
      };
    case 'visit_not_recorded':
      return { ...ticket, state, endedAt: event.at, outcome: 'not_recorded' };
    case 'ticket_voided': {
      const atTheEnd = event.reason === 'closing' && ticket.missedAt === null;
      return { ...ticket, state, endedAt: event.at, outcome: atTheEnd ? 'not_reached' : null };
    }
    case 'ticket_left':
      return { ...ticket, state, endedAt: event.at };
  }
}

const corrections: ReadonlySet<HallEvent['type']> = new Set<CorrectionFact['type']>([
  'ticket_changed',
  'ticket_deferred',
  'ticket_opened',
  'ticket_joined',
  'ticket_corrected',
]);

function isCorrection(event: TicketEvent): event is Extract<TicketEvent, { type: CorrectionFact['type'] }> {
  return corrections.has(event.type);
}

/** A ticket as an event tells of it: older events do not know every field. */
export function asIssued(ticket: Ticket): Ticket {
  return Object.assign({}, unknownBefore, ticket);
}

const unknownBefore = { onPhone: false, texted: false, language: null, note: null, deferred: 0 } as const;
