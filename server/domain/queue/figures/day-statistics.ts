import { instantWriter } from '../../calendar/site-instant.ts';
import { applyToTicket, asIssued } from '../hall/evolve-ticket.ts';
import type { HallEvent } from '../hall/hall.ts';
import type { ServiceOutcome, Ticket } from '../hall/ticket.ts';
import { type StandingEvent, standingEvents } from '../hall/undone.ts';
import { noteTakenOut } from './taken-out.ts';

export interface HourStatistics {
  /** local hour of the day, 0…23 */
  readonly hour: number;
  readonly issued: number;
  readonly called: number;
  readonly served: number;
}

/** One day of one hall, from its events alone. Plain JSON. */
export interface DayStatistics {
  readonly tickets: number;
  readonly appointments: number;
  readonly walkIns: number;
  readonly priority: number;
  /** visits that were served to the end */
  readonly served: number;
  /** tickets that stayed missed */
  readonly missed: number;
  /** times that nobody came to a call in the end */
  readonly misses: number;
  readonly left: number;
  /** tickets that became void without having been missed: who still waited, or was parked, at the end */
  readonly notReached: number;
  /** at a counter when the day ended, and no counter said what became of them */
  readonly notRecorded: number;
  readonly outcomes: Readonly<Record<ServiceOutcome, number>>;
  /** service code → visits that asked for it and items asked for */
  readonly services: Readonly<Record<string, { readonly visits: number; readonly items: number }>>;
  readonly hours: readonly HourStatistics[];
  /** calls out of turn, and the waiting tickets that they passed over */
  readonly outOfTurn: { readonly calls: number; readonly overtook: number };
}

interface Tally {
  readonly tickets: Map<string, Ticket>;
  readonly hours: Map<number, { issued: number; called: number; served: number }>;
  readonly takenOut: Set<string>;
  /** local hour of an instant */
  readonly hourAt: (instant: number) => number;
  misses: number;
  outOfTurn: number;
  overtook: number;
}

/** Counts one day, event by event; the zone (IANA) says which local hour an instant belongs to. */
export class DayCount {
  readonly #tally: Tally;

  constructor(timeZone: string) {
    const write = instantWriter(timeZone);
    this.#tally = {
      tickets: new Map(),
      hours: new Map(),
      takenOut: new Set(),
      hourAt: (instant) => Number(write(instant).slice(11, 13)),
      misses: 0,
      outOfTurn: 0,
      overtook: 0,
    };
  }

  /** The next one that stands. */
  take(event: StandingEvent): void {
    count(this.#tally, event, this.#tally.hourAt(event.at));
  }

  total(): DayStatistics {
    return summary(this.#tally);
  }
}

/** Folds the events of one day. */
export function dayStatistics(events: Iterable<HallEvent>, timeZone: string): DayStatistics {
  const day = new DayCount(timeZone);
  for (const event of standingEvents(events)) day.take(event);
  return day.total();
}

function count(tally: Tally, event: StandingEvent, hour: number): void {
  if (event.type === 'ticket_issued') {
    tally.tickets.set(event.ticket.id, asIssued(event.ticket));
    hourOf(tally, hour).issued += 1;
    return;
  }
  if (!('ticket' in event)) return;
  const before = tally.tickets.get(event.ticket);
  if (before === undefined) return;
  noteTakenOut(tally.takenOut, event);
  const after = applyToTicket(before, event);
  tally.tickets.set(event.ticket, after);
  if (event.type === 'ticket_called') {
    hourOf(tally, hour).called += 1;
    if (event.outOfTurn === null) return;
    tally.outOfTurn += 1;
    tally.overtook += event.overtook;
  } else if (event.type === 'ticket_missed') tally.misses += 1;
  else if (event.type === 'service_finished') hourOf(tally, hour).served += 1;
  else if (event.type === 'ticket_corrected') {
    countEnding(tally, before, -1);
    countEnding(tally, after, 1);
  }
}

/** What a supervisor says became of a visit counts (1) instead of what had been said before (-1). */
function countEnding(tally: Tally, ticket: Ticket, count: 1 | -1): void {
  if (ticket.state === 'done' && ticket.endedAt !== null)
    hourOf(tally, tally.hourAt(ticket.endedAt)).served += count;
  if (staysMissed(ticket)) tally.misses += count;
}

function hourOf({ hours }: Tally, hour: number): { issued: number; called: number; served: number } {
  const known = hours.get(hour) ?? { issued: 0, called: 0, served: 0 };
  hours.set(hour, known);
  return known;
}

function summary(tally: Tally): DayStatistics {
  const tickets = [...tally.tickets.values()];
  const done = tickets.filter((each) => each.state === 'done');
  const appointments = tickets.filter((each) => each.kind === 'appointment').length;
  return {
    tickets: tickets.length,
    appointments,
    walkIns: tickets.length - appointments,
    priority: tickets.filter((each) => each.priority).length,
    served: done.length,
    missed: tickets.filter(staysMissed).length,
    misses: tally.misses,
    left: tickets.filter((each) => each.state === 'left').length,
    notReached: tickets.filter(
      (each) =>
        each.state === 'void' &&
        each.outcome !== 'not_recorded' &&
        !staysMissed(each) &&
        !tally.takenOut.has(each.id),
    ).length,
    notRecorded: tickets.filter((each) => each.outcome === 'not_recorded').length,
    outcomes: {
      completed: done.filter((each) => each.outcome === 'completed').length,
      missing_materials: done.filter((each) => each.outcome === 'missing_materials').length,
      referred: done.filter((each) => each.outcome === 'referred').length,
    },
    services: servicesOf(tickets),
    hours: [...tally.hours].sort((a, b) => a[0] - b[0]).map(([hour, counts]) => ({ hour, ...counts })),
    outOfTurn: { calls: tally.outOfTurn, overtook: tally.overtook },
  };
}

/** At the end of the day a missed ticket becomes void; its miss is still known. */
export function staysMissed({ state, missedAt }: Ticket): boolean {
  return missedAt !== null && (state === 'missed' || state === 'void');
}

function servicesOf(tickets: readonly Ticket[]): Record<string, { visits: number; items: number }> {
  const counts: Record<string, { visits: number; items: number }> = {};
  for (const { services } of tickets) {
    for (const { code, quantity } of services) {
      const known = counts[code] ?? { visits: 0, items: 0 };
      counts[code] = { visits: known.visits + 1, items: known.items + quantity };
    }
  }
  return counts;
}
