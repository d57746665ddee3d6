import type { HallEvent } from './hall.ts';
import type { TicketState } from './ticket.ts';

/** Events that move a ticket that exists from one state to another. */
export type TicketMove = Extract<
  HallEvent['type'],
  | 'ticket_called'
  | 'ticket_recalled'
  | 'service_started'
  | 'service_finished'
  | 'ticket_missed'
  | 'ticket_parked'
  | 'ticket_resumed'
  | 'ticket_returned'
  | 'ticket_transferred'
  | 'ticket_left'
  | 'ticket_voided'
  | 'visit_not_recorded'
>;

/** The one table of ticket states (H1): state → what may happen to it → the state after. Whatever is not here is refused. */
export const transitions: Readonly<Record<TicketState, Readonly<Partial<Record<TicketMove, TicketState>>>>> =
  {
    waiting: { ticket_called: 'called', ticket_left: 'left', ticket_voided: 'void' },
    called: {
      ticket_recalled: 'called',
      service_started: 'serving',
      ticket_missed: 'missed',
      ticket_parked: 'parked',
      ticket_transferred: 'waiting',
      ticket_left: 'left',
      ticket_voided: 'void',
      visit_not_recorded: 'void',
    },
    serving: {
      service_finished: 'done',
      ticket_parked: 'parked',
      ticket_transferred: 'waiting',
      visit_not_recorded: 'void',
    },
    parked: { ticket_resumed: 'waiting', ticket_left: 'left', ticket_voided: 'void' },
    missed: { ticket_returned: 'waiting', ticket_left: 'left', ticket_voided: 'void' },
    done: {},
    left: {},
    void: {},
  };

/** The state after the move, or null when the table does not allow it. */
export function stateAfter(state: TicketState, move: TicketMove): TicketState | null {
  return transitions[state][move] ?? null;
}

/** No move leads out of it. */
export function isFinal(state: TicketState): boolean {
  return state === 'done' || state === 'left' || state === 'void';
}

/** The ticket is at a counter: called to it or served there. */
export function isAtCounter(state: TicketState): boolean {
  return state === 'called' || state === 'serving';
}
