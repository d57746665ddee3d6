import { minute } from '../../calendar/durations.ts';
import { applyToTicket, asIssued } from '../hall/evolve-ticket.ts';
import type { HallEvent } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';
import { type StandingEvent, standingEvents } from '../hall/undone.ts';
import { type DayStatistics, dayStatistics } from './day-statistics.ts';
import { type OwedFold, owedOf } from './service-level.ts';
import { noteTakenOut } from './taken-out.ts';

/** Of the way of folding; grows when a fold holds more or something else than before. */
export const foldForm = 4;

export interface ServiceFold {
  /** visits with this service that were served to the end, and those of them that lacked materials */
  readonly served: number;
  readonly missingMaterials: number;
}

export interface CounterFold {
  /** visits served to the end */
  readonly served: number;
  /** visits that were parked or passed on while they were served */
  readonly handedOn: number;
  /** milliseconds: open without a pause, paused, and from the start of visits until they ended, were parked or passed on */
  readonly open: number;
  readonly paused: number;
  readonly serving: number;
}

/** How a told wait came out: in the range that was told, below it, or above it. */
export interface ToldFold {
  readonly compared: number;
  readonly inside: number;
  readonly shorter: number;
  readonly longer: number;
}

/** Appointments and walk-ins are all visits; those of the priority lane are among them. */
export const waitKinds = ['appointment', 'walk_in', 'priority'] as const;
export type WaitKind = (typeof waitKinds)[number];

export interface WaitFold {
  /** tenths of minutes, ascending: from the issue to the first call */
  readonly waits: readonly number[];
  readonly told: ToldFold;
  readonly owed: OwedFold;
}

/** One day of one hall from its events alone, in a form that can be put together with other days. Plain JSON. */
export interface DayFold {
  readonly statistics: DayStatistics;
  readonly waiting: Readonly<Record<WaitKind, WaitFold>>;
  /** tenths of minutes, ascending: from the start to the end at the counter */
  readonly serviceTimes: readonly number[];
  /** by service code */
  readonly services: Readonly<Record<string, ServiceFold>>;
  /** by counter code */
  readonly counters: Readonly<Record<string, CounterFold>>;
}

interface Working {
  state: 'open' | 'paused' | 'closed';
  since: number;
  open: number;
  paused: number;
  serving: number;
  served: number;
  handedOn: number;
}

interface Tally {
  readonly tickets: Map<string, Ticket>;
  readonly firstCalls: Map<string, number>;
  readonly counters: Map<string, Working>;
  readonly takenOut: Set<string>;
}

/** Folds the events of one day; the zone (IANA) says which local hour an instant belongs to. */
export function foldDay(recorded: readonly HallEvent[], timeZone: string): DayFold {
  const events = standingEvents(recorded);
  const tally: Tally = {
    tickets: new Map(),
    firstCalls: new Map(),
    counters: new Map(),
    takenOut: new Set(),
  };
  for (const event of events) take(tally, event);
  const until = events.at(-1)?.at ?? 0;
  for (const working of tally.counters.values()) turn(working, 'closed', until);
  for (const ticket of tally.tickets.values()) if (ticket.state === 'serving') serve(tally, ticket, until);
  const tickets = [...tally.tickets.values()];
  const done = tickets.filter(({ state }) => state === 'done');
  return {
    statistics: dayStatistics(events, timeZone),
    waiting: {
      appointment: waitsOf(tickets, tally, ({ kind }) => kind === 'appointment'),
      walk_in: waitsOf(tickets, tally, ({ kind }) => kind === 'walk_in'),
      priority: waitsOf(tickets, tally, ({ priority }) => priority),
    },
    serviceTimes: tenths(
      done.flatMap(({ startedAt, endedAt }) =>
        startedAt === null || endedAt === null ? [] : [endedAt - startedAt],
      ),
    ),
    services: servicesOf(done),
    counters: Object.fromEntries(
      [...tally.counters].map(([code, { served, handedOn, open, paused, serving }]) => [
        code,
        { served, handedOn, open, paused, serving },
      ]),
    ),
  };
}

function take(tally: Tally, event: StandingEvent): void {
  if (event.type === 'ticket_issued') {
    tally.tickets.set(event.ticket.id, asIssued(event.ticket));
    return;
  }
  if ('counter' in event) atCounter(tally, event);
  if (!('ticket' in event)) return;
  const before = tally.tickets.get(event.ticket);
  if (before === undefined) return;
  noteTakenOut(tally.takenOut, event);
  const after = applyToTicket(before, event);
  tally.tickets.set(event.ticket, after);
  // of a visit that nobody recorded it is not known how long it took
  if (before.state === 'serving' && after.state !== 'serving' && after.outcome !== 'not_recorded') {
    const working = serve(tally, before, event.at);
    if (working !== null) working[after.state === 'done' ? 'served' : 'handedOn'] += 1;
  }
  if (event.type === 'ticket_corrected') {
    countServed(tally, before, -1);
    countServed(tally, after, 1);
  }
  if (event.type === 'ticket_called' && !tally.firstCalls.has(event.ticket))
    tally.firstCalls.set(event.ticket, event.at);
}

function atCounter(tally: Tally, event: Extract<StandingEvent, { counter: string }>): void {
  const working = workingAt(tally, event.counter, event.at);
  switch (event.type) {
    case 'counter_opened':
    case 'counter_resumed':
      turn(working, 'open', event.at);
      return;
    case 'counter_paused':
      turn(working, 'paused', event.at);
      return;
    case 'counter_closed':
      turn(working, 'closed', event.at);
  }
}

function workingAt({ counters }: Tally, code: string, at: number): Working {
  const fresh = {
    state: 'closed',
    since: at,
    open: 0,
    paused: 0,
    serving: 0,
    served: 0,
    handedOn: 0,
  } as const;
  const working = counters.get(code) ?? { ...fresh };
  counters.set(code, working);
  return working;
}

/** A visit that a supervisor counts (1) or counts no more (-1). */
function countServed(tally: Tally, { state, counter, startedAt, endedAt }: Ticket, count: 1 | -1): void {
  if (state !== 'done' || counter === null || endedAt === null) return;
  const working = workingAt(tally, counter, endedAt);
  working.served += count;
  if (startedAt !== null) working.serving += count * (endedAt - startedAt);
}

/** Counts the time for which a ticket was served, at the counter that served it. */
function serve(tally: Tally, { counter, startedAt }: Ticket, until: number): Working | null {
  if (counter === null || startedAt === null) return null;
  const working = workingAt(tally, counter, startedAt);
  working.serving += until - startedAt;
  return working;
}

function turn(working: Working, state: Working['state'], at: number): void {
  if (working.state !== 'closed') working[working.state] += at - working.since;
  working.state = state;
  working.since = at;
}

function waitsOf(tickets: readonly Ticket[], tally: Tally, wanted: (ticket: Ticket) => boolean): WaitFold {
  const called = tickets.flatMap((ticket) => {
    const at = tally.firstCalls.get(ticket.id);
    return at === undefined || !wanted(ticket) ? [] : [{ wait: at - ticket.issuedAt, told: ticket.toldWait }];
  });
  const told = called.flatMap(({ wait, told: range }) =>
    range === null
      ? []
      : [wait < range.low * minute ? 'shorter' : wait > range.high * minute ? 'longer' : 'inside'],
  );
  const count = (how: string): number => told.filter((one) => one === how).length;
  return {
    owed: owedOf(
      tickets.filter((ticket) => wanted(ticket) && !tally.takenOut.has(ticket.id)),
      tally.firstCalls,
    ),
    waits: tenths(called.map(({ wait }) => wait)),
    told: {
      compared: told.length,
      inside: count('inside'),
      shorter: count('shorter'),
      longer: count('longer'),
    },
  };
}

function servicesOf(done: readonly Ticket[]): Record<string, ServiceFold> {
  const services: Record<string, ServiceFold> = {};
  for (const { services: asked, outcome } of done) {
    for (const code of new Set(asked.map((each) => each.code))) {
      const known = services[code] ?? { served: 0, missingMaterials: 0 };
      services[code] = {
        served: known.served + 1,
        missingMaterials: known.missingMaterials + (outcome === 'missing_materials' ? 1 : 0),
      };
    }
  }
  return services;
}

function tenths(durations: readonly number[]): number[] {
  return durations.map((each) => Math.round((10 * each) / minute)).sort((a, b) => a - b);
}
