import type { Who } from '../../staff/actor.ts';
import { applyToTicket, asIssued } from '../hall/evolve-ticket.ts';
import type { HallEvent } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';
import { type StandingEvent, standingEvents } from '../hall/undone.ts';
import { staysMissed } from './day-statistics.ts';

/** What somebody did at counters. */
export interface ClerkFigures {
  /** visits that they served to the end, and those of them that lacked materials */
  readonly served: number;
  readonly missingMaterials: number;
  /** milliseconds from the start to the end of each of those visits of which it is known */
  readonly durations: readonly number[];
  /** tickets that they called in vain, and that stayed missed */
  readonly missed: number;
  /** visits that they passed on to another queue or counter */
  readonly transferred: number;
  /** commands of theirs that were taken back; they count nowhere else */
  readonly takenBack: number;
}

/** By the id of a member of staff; null: whoever is none (keys), and what nobody at a counter is known to have done. */
export type FiguresByClerk = ReadonlyMap<string | null, ClerkFigures>;

/** An event, and who did it. */
export interface DoneBy {
  readonly event: HallEvent;
  readonly actor: Who;
}

interface Tally {
  readonly figures: Map<string | null, { -readonly [Key in keyof ClerkFigures]: ClerkFigures[Key] }>;
  readonly tickets: Map<string, Ticket>;
  /** who had a ticket last, of those that are not in a queue again */
  readonly lastAt: Map<string, string | null>;
}

/**
 * Folds the events of one day of one hall, in order from the first. A visit counts for whoever had it last: who finished it or gave it up,
 * else who called it, also when a supervisor says later what became of it. What was taken back counts for nobody.
 */
export function foldClerks(recorded: readonly DoneBy[]): FiguresByClerk {
  const tally: Tally = { figures: new Map(), tickets: new Map(), lastAt: new Map() };
  const whose = new Map(recorded.map(({ event, actor }) => [event.version, clerkOf(actor)]));
  for (const event of standingEvents(recorded.map(({ event: one }) => one)))
    take(tally, event, whose.get(event.version) ?? null);
  for (const ticket of tally.tickets.values()) credit(tally, ticket);
  for (const { event } of recorded) {
    const first = event.type === 'command_undone' ? event.takesBack[0] : undefined;
    if (first !== undefined) figuresOf(tally, whose.get(first) ?? null).takenBack += 1;
  }
  return tally.figures;
}

/** The figures of several days as those of one. */
export function addClerks(days: readonly FiguresByClerk[]): FiguresByClerk {
  const sum = new Map<string | null, ClerkFigures>();
  for (const [clerk, day] of days.flatMap((figures) => [...figures])) {
    const known = sum.get(clerk) ?? nothing;
    sum.set(clerk, {
      served: known.served + day.served,
      missingMaterials: known.missingMaterials + day.missingMaterials,
      durations: [...known.durations, ...day.durations],
      missed: known.missed + day.missed,
      transferred: known.transferred + day.transferred,
      takenBack: known.takenBack + day.takenBack,
    });
  }
  return sum;
}

const nothing: ClerkFigures = {
  served: 0,
  missingMaterials: 0,
  durations: [],
  missed: 0,
  transferred: 0,
  takenBack: 0,
};

function take(tally: Tally, event: StandingEvent, clerk: string | null): void {
  if (event.type === 'ticket_issued') {
    tally.tickets.set(event.ticket.id, asIssued(event.ticket));
    return;
  }
  if (!('ticket' in event)) return;
  const before = tally.tickets.get(event.ticket);
  if (before === undefined) return;
  const after = applyToTicket(before, event);
  tally.tickets.set(event.ticket, after);
  if (event.type === 'ticket_transferred') figuresOf(tally, clerk).transferred += 1;
  if (atCounter.has(event.type)) tally.lastAt.set(event.ticket, clerk);
  if (after.state === 'waiting') tally.lastAt.delete(event.ticket);
}

const atCounter: ReadonlySet<HallEvent['type']> = new Set([
  'ticket_called',
  'service_started',
  'service_finished',
  'ticket_missed',
  'ticket_parked',
]);

function credit(tally: Tally, ticket: Ticket): void {
  const { id, state, outcome, startedAt, endedAt } = ticket;
  const figures = (): ReturnType<typeof figuresOf> => figuresOf(tally, tally.lastAt.get(id) ?? null);
  if (staysMissed(ticket)) figures().missed += 1;
  if (state !== 'done') return;
  const its = figures();
  its.served += 1;
  if (outcome === 'missing_materials') its.missingMaterials += 1;
  if (startedAt !== null && endedAt !== null) its.durations = [...its.durations, endedAt - startedAt];
}

function figuresOf({ figures }: Tally, clerk: string | null) {
  const known = figures.get(clerk) ?? { ...nothing };
  figures.set(clerk, known);
  return known;
}

function clerkOf(actor: Who): string | null {
  return actor.kind === 'staff' ? actor.id : null;
}
