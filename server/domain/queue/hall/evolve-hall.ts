import { closedCounter } from './decision.ts';
import { applyToTicket, asIssued, type TicketEvent } from './evolve-ticket.ts';
import type { Call, CounterState, Hall, HallEvent } from './hall.ts';
import { emptyHall } from './hall.ts';
import type { Ticket } from './ticket.ts';
import { isAtCounter, isFinal } from './transitions.ts';

/** of those who are no longer at a counter */
const callsKept = 12;

/** A hall whose own maps are written in place; nobody else holds them. */
interface Draft extends Omit<Hall, 'tickets' | 'counters' | 'lastNumbers'> {
  version: number;
  state: Hall['state'];
  pauseReason: string | null;
  lastCallLifted: boolean;
  calls: readonly Call[];
  tickets: Map<string, Ticket>;
  counters: Map<string, CounterState>;
  lastNumbers: Map<string, number>;
}

/** The hall after one event; the hall before is left as it was. Throws when the event's version does not follow (H4) or its move is not in the table (H1). */
export function evolveHall(hall: Hall, event: HallEvent): Hall {
  return evolveAll(hall, [event]);
}

/** The hall after all events: the same as `evolveHall` one by one, with one copy. */
export function evolveAll(hall: Hall, events: Iterable<HallEvent>): Hall {
  const draft = draftOf(hall);
  for (const event of events) apply(draft, event);
  return draft;
}

/**
 * The hall of a day as its events make it, one after another: look at `now` between two of them, and do not keep it. Its tickets and
 * counters are never written to; the maps around them are.
 */
export class EvolvingHall {
  readonly #draft: Draft;

  constructor(site: string, day: string) {
    this.#draft = draftOf(emptyHall(site, day));
  }

  get now(): Hall {
    return this.#draft;
  }

  /** Throws as `evolveHall` does. */
  take(event: HallEvent): void {
    apply(this.#draft, event);
  }
}

function draftOf(hall: Hall): Draft {
  return {
    ...hall,
    tickets: new Map(hall.tickets),
    counters: new Map(hall.counters),
    lastNumbers: new Map(hall.lastNumbers),
  };
}

/** The state of a day from its events alone (H4). */
export function replayHall(site: string, day: string, events: Iterable<HallEvent>): Hall {
  return evolveAll(emptyHall(site, day), events);
}

/** Tickets that are new or different after the events: what the store has to write. */
export function changedTickets(before: Hall, after: Hall): readonly Ticket[] {
  const changed: Ticket[] = [];
  for (const ticket of after.tickets.values()) {
    if (before.tickets.get(ticket.id) !== ticket) changed.push(ticket);
  }
  return changed;
}

/** Counters that are new or different after the events. */
export function changedCounters(before: Hall, after: Hall): readonly CounterState[] {
  const changed: CounterState[] = [];
  for (const counter of after.counters.values()) {
    if (before.counters.get(counter.counter) !== counter) changed.push(counter);
  }
  return changed;
}

function apply(draft: Draft, event: HallEvent): void {
  if (event.version !== draft.version + 1) {
    throw new Error(`event ${event.version} does not follow version ${draft.version} of ${draft.site}`);
  }
  draft.version = event.version;
  switch (event.type) {
    case 'ticket_issued':
      draft.tickets.set(event.ticket.id, asIssued(event.ticket));
      draft.lastNumbers.set(event.ticket.queue, event.sequence);
      return;
    case 'counter_opened':
      draft.counters.set(event.counter, {
        ...closedCounter(event.counter),
        state: 'open',
        since: event.at,
        staff: event.staff,
      });
      return;
    case 'counter_taken_over':
      change(draft, event.counter, { staff: event.staff, takenFrom: event.from });
      return;
    case 'counter_closed':
      draft.counters.set(event.counter, { ...closedCounter(event.counter), since: event.at });
      releaseReserved(draft, event.counter);
      return;
    case 'counter_paused':
      change(draft, event.counter, { state: 'paused', since: event.at, pauseReason: event.reason });
      return;
    case 'counter_resumed':
      change(draft, event.counter, { state: 'open', since: event.at, pauseReason: null });
      return;
    case 'command_undone':
      undo(draft, event);
      return;
    case 'help_asked':
      change(draft, event.counter, { helpSince: event.at });
      return;
    case 'help_ended':
      change(draft, event.counter, { helpSince: null });
      return;
    case 'hall_paused':
      draft.state = 'paused';
      draft.pauseReason = event.reason;
      return;
    case 'hall_resumed':
      draft.state = 'open';
      draft.pauseReason = null;
      return;
    case 'last_call_lifted':
      draft.lastCallLifted = event.lifted;
      return;
    case 'day_closed':
      draft.state = 'closed';
      draft.pauseReason = null;
      return;
    case 'day_reopened':
      draft.state = event.was.state;
      draft.pauseReason = event.was.pauseReason;
      for (const ticket of event.was.tickets) setBack(draft, ticket);
      for (const counter of event.was.counters) draft.counters.set(counter.counter, counter);
      return;
    default:
      move(draft, event);
  }
}

function move(draft: Draft, event: TicketEvent): void {
  const before = draft.tickets.get(event.ticket);
  if (before === undefined) throw new Error(`event ${event.version} names an unknown ticket`);
  const after = applyToTicket(before, event);
  draft.tickets.set(after.id, after);
  if (event.type === 'ticket_called') {
    if (draft.counters.get(event.counter)?.ticket !== null) {
      throw new Error(`event ${event.version} calls to counter ${event.counter}, which is not free`);
    }
    change(draft, event.counter, { ticket: after.id, since: event.at });
  }
  if (event.type === 'ticket_called' || event.type === 'ticket_recalled')
    rememberCall(draft, after, event.at);
  else if (before.counter !== null && !isAtCounter(after.state)) {
    const counter = draft.counters.get(before.counter);
    if (counter?.ticket === before.id) change(draft, before.counter, { ticket: null, since: event.at });
    draft.calls = keptCalls(draft.calls, draft.tickets);
  }
}

function undo(draft: Draft, { was }: Extract<HallEvent, { type: 'command_undone' }>): void {
  setBack(draft, was.ticket);
  if (was.counter !== null) draft.counters.set(was.counter.counter, was.counter);
  draft.calls = was.calls;
}

/** A ticket as it was. Its note, which may name people, is in no event twice: it stays. */
function setBack(draft: Draft, was: Ticket): void {
  draft.tickets.set(was.id, { ...asIssued(was), note: draft.tickets.get(was.id)?.note ?? null });
}

function change(draft: Draft, code: string, what: Partial<CounterState>): void {
  draft.counters.set(code, { ...(draft.counters.get(code) ?? closedCounter(code)), ...what });
}

function rememberCall(draft: Draft, ticket: Ticket, at: number): void {
  const call: Call = {
    ticket: ticket.id,
    number: ticket.number,
    counter: ticket.counter ?? '',
    at,
    times: ticket.timesCalled,
  };
  const others = draft.calls.filter((each) => each.ticket !== ticket.id);
  draft.calls = keptCalls([call, ...others], draft.tickets);
}

/** Whoever is called or served stands on the wall until that ends, however many were called since. */
function keptCalls(calls: readonly Call[], tickets: Draft['tickets']): readonly Call[] {
  const isHere = ({ ticket }: Call): boolean => {
    const state = tickets.get(ticket)?.state;
    return state !== undefined && isAtCounter(state);
  };
  return calls.filter((call, index) => index < callsKept || isHere(call));
}

/** A ticket that was kept for a counter must not wait for one that is closed. */
function releaseReserved(draft: Draft, counter: string): void {
  for (const ticket of draft.tickets.values()) {
    if (ticket.reservedFor === counter && !isFinal(ticket.state)) {
      draft.tickets.set(ticket.id, { ...ticket, reservedFor: null });
    }
  }
}
