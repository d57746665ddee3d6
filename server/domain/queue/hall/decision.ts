import type { Counter } from '../../catalogue/site.ts';
import type { Outcome, Refusal } from '../../outcome.ts';
import { accept, refuse } from '../../outcome.ts';
import type { CounterState, Hall, HallCommand, HallContext, HallEvent } from './hall.ts';
import type { Ticket } from './ticket.ts';
import { stateAfter, type TicketMove } from './transitions.ts';

type WithoutHead<E> = E extends HallEvent ? Omit<E, 'version' | 'at'> : never;
/** What happened, before it is given its version and instant. */
export type EventBody = WithoutHead<HallEvent>;

/** The events with versions that follow the hall's without a gap (H4). */
export function stamped(
  bodies: readonly EventBody[],
  hall: Hall,
  { now }: HallContext,
): readonly HallEvent[] {
  return bodies.map((body, index) => ({ ...body, version: hall.version + index + 1, at: now }));
}

export type Decision = Outcome<readonly EventBody[]>;
export type CommandOf<T extends HallCommand['type']> = Extract<HallCommand, { type: T }>;
export type Decide<T extends HallCommand['type']> = (
  hall: Hall,
  command: CommandOf<T>,
  context: HallContext,
) => Decision;

/** A counter of the site and what it does now; one that has not been opened today is closed. */
export interface CounterNow {
  readonly counter: Counter;
  readonly now: CounterState;
}

export function counterNow(hall: Hall, code: string, context: HallContext): Outcome<CounterNow> {
  const counter = context.site.counters.find((each) => each.code === code);
  if (counter === undefined) return refuse('unknown_counter', { counter: code });
  return accept({ counter, now: hall.counters.get(code) ?? closedCounter(code) });
}

export function closedCounter(code: string): CounterState {
  return {
    counter: code,
    state: 'closed',
    ticket: null,
    since: 0,
    staff: null,
    takenFrom: null,
    pauseReason: null,
    helpSince: null,
  };
}

/** The counter is open; otherwise the refusal that says what it is. */
export function notOpen(state: CounterState): Refusal | null {
  if (state.state === 'closed') return refuse('counter_closed', { counter: state.counter });
  if (state.state === 'paused') return refuse('counter_paused', { counter: state.counter });
  return null;
}

export function ticketOf(hall: Hall, id: string): Outcome<Ticket> {
  const ticket = hall.tickets.get(id);
  return ticket === undefined ? refuse('unknown_ticket') : accept(ticket);
}

/** The ticket that is called to or served at a counter. */
export function ticketAt(hall: Hall, code: string, context: HallContext): Outcome<Ticket> {
  const found = counterNow(hall, code, context);
  if (!found.ok) return found;
  const id = found.value.now.ticket;
  if (id === null) return notOpen(found.value.now) ?? refuse('counter_idle', { counter: code });
  return ticketOf(hall, id);
}

/** Refused with `wrong_state` when the table does not have the move (H1). */
export function mayMove(ticket: Ticket, move: TicketMove): Refusal | null {
  return stateAfter(ticket.state, move) === null
    ? refuse('wrong_state', { number: ticket.number, state: ticket.state })
    : null;
}
