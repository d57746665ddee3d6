import type { CorrectionFact } from './hall-corrections.ts';
import type { DueReason, Ticket } from './ticket.ts';

/** One ticket after it was put right. */
export function applyCorrection(ticket: Ticket, fact: CorrectionFact): Ticket {
  switch (fact.type) {
    case 'ticket_changed': {
      const { queue, services, priority, due, dueReason, reservedFor, note } = fact;
      return { ...ticket, queue, services, priority, due, dueReason, reservedFor, note };
    }
    case 'ticket_deferred': {
      const { due, places, place } = fact;
      const dueReason = { kind: 'deferred', places, was: ticket.due, place } as const;
      return { ...ticket, due, dueReason, deferred: ticket.deferred + 1 };
    }
    case 'ticket_opened':
      return { ...ticket, onPhone: true };
    case 'ticket_joined': {
      const { booking, bookedStart, due, dueReason } = fact;
      return { ...ticket, kind: 'appointment', booking, bookedStart, due, dueReason };
    }
    case 'ticket_corrected': {
      const { state, outcome, startedAt, missedAt, endedAt } = fact;
      const corrected = { ...ticket, state, outcome, startedAt, missedAt, endedAt };
      return state === 'waiting' ? { ...backInLine(corrected, 'corrected'), reservedFor: null } : corrected;
    }
  }
}

type Kept = Extract<DueReason, { kind: 'kept' }>;

/** Waiting again, at the place in the order that it had. */
export function backInLine(ticket: Ticket, because: Kept['because']): Ticket {
  const place = 'place' in ticket.dueReason ? ticket.dueReason.place : undefined;
  return {
    ...ticket,
    dueReason: { kind: 'kept', because, was: ticket.due, ...(place === undefined ? {} : { place }) },
    counter: null,
    calledAt: null,
    timesCalled: 0,
    startedAt: null,
    missedAt: null,
    parkedAt: null,
  };
}
