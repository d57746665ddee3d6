import { applyToTicket, asIssued } from '../hall/evolve-ticket.ts';
import type { HallEvent } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';
import { type StandingEvent, standingEvents } from '../hall/undone.ts';
import { DayCount, type DayStatistics } from './day-statistics.ts';
import { owedSince } from './service-level.ts';
import { noteTakenOut } from './taken-out.ts';
import { type StoredTimes, TimeHistogram } from './time-histogram.ts';
import { type WaitFold, type WaitKind, waitsOf } from './wait-fold.ts';

/** Of the way of folding; grows when a fold holds more or something else than before. */
export const foldForm = 5;

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

/** One day of one hall from its events alone, or several days together, in a form that can be put together with others. Plain JSON. */
export interface HallFold {
  /** days on which anything happened */
  readonly days: number;
  readonly statistics: DayStatistics;
  /** commands that were taken back; they count nowhere else */
  readonly takenBack: number;
  readonly waiting: Readonly<Record<WaitKind, WaitFold>>;
  /** of whoever has booked and was called: from the booked time, or from the ticket where that came later */
  readonly fromBooked: StoredTimes;
  /** from the start to the end at the counter */
  readonly serviceTimes: StoredTimes;
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

/** So many events are folded before others may go on. */
const atOnce = 100;

/** Folds the events of one day; the zone (IANA) says which local hour an instant belongs to. */
export function foldDay(recorded: readonly HallEvent[], timeZone: string): HallFold {
  const work = foldingDay(recorded, timeZone);
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

/** The same in pieces: whoever does it on the loop that serves lets others go first between them. */
export function* foldingDay(
  recorded: readonly HallEvent[],
  timeZone: string,
): Generator<undefined, HallFold> {
  const events = standingEvents(recorded);
  const tally: Tally = {
    tickets: new Map(),
    firstCalls: new Map(),
    counters: new Map(),
    takenOut: new Set(),
  };
  const counted = new DayCount(timeZone);
  for (const [position, event] of events.entries()) {
    take(tally, event);
    counted.take(event);
    if (position % atOnce === 0) yield;
  }
  const until = events.at(-1)?.at ?? 0;
  for (const working of tally.counters.values()) turn(working, 'closed', until);
  for (const ticket of tally.tickets.values()) if (ticket.state === 'serving') serve(tally, ticket, until);
  const tickets = [...tally.tickets.values()];
  const done = tickets.filter(({ state }) => state === 'done');
  const statistics = counted.total();
  yield;
  const appointment = waitsOfThose(tally, ({ kind }) => kind === 'appointment');
  yield;
  const walk_in = waitsOfThose(tally, ({ kind }) => kind === 'walk_in');
  yield;
  return {
    days: tickets.length > 0 ? 1 : 0,
    statistics,
    takenBack: recorded.filter(({ type }) => type === 'command_undone').length,
    waiting: { appointment, walk_in, priority: waitsOfThose(tally, ({ priority }) => priority) },
    fromBooked: TimeHistogram.of(
      tickets.flatMap((ticket) => {
        const at = tally.firstCalls.get(ticket.id);
        return at === undefined || ticket.kind !== 'appointment' ? [] : [Math.max(0, at - owedSince(ticket))];
      }),
    ).stored(),
    serviceTimes: TimeHistogram.of(
      done.flatMap(({ startedAt, endedAt }) =>
        startedAt === null || endedAt === null ? [] : [endedAt - startedAt],
      ),
    ).stored(),
    services: servicesOf(done),
    counters: Object.fromEntries(
      [...tally.counters].map(([code, { served, handedOn, open, paused, serving }]) => [
        code,
        { served, handedOn, open, paused, serving },
      ]),
    ),
  };
}

function waitsOfThose(
  { tickets, firstCalls, takenOut }: Tally,
  wanted: (ticket: Ticket) => boolean,
): WaitFold {
  return waitsOf([...tickets.values()].filter(wanted), firstCalls, takenOut);
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
