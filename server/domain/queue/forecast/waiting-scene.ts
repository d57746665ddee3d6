import { minute } from '../../calendar/durations.ts';
import { instantOfMinutes } from '../../calendar/local-time.ts';
import { closedParts, closesQueue } from '../../calendar/part-closures.ts';
import type { VisitService } from '../../catalogue/service.ts';
import type { Site } from '../../catalogue/site.ts';
import { compareDue, dueFor, isTimed } from '../hall/call-policy.ts';
import type { Hall } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';
import type { BranchPast } from './branch-past.ts';
import type { Span } from './hall-future.ts';
import type { ServiceTimes } from './service-times.ts';
import { visitMinutes } from './service-times.ts';
import {
  type CounterFutures,
  counterFutures,
  type PlannedHalfHour,
  type StaffingKnown,
} from './staffing-draw.ts';
import type { LevelsBefore } from './told-levels.ts';
import type { Crowd } from './waiting-lines.ts';

/** A booked visit of today that has not checked in. */
export interface BookedArrival {
  readonly start: number;
  readonly queue: string;
  readonly services: readonly VisitService[];
  /** epoch ms; left out: not known */
  readonly bookedAt?: number;
}

/** Somebody who has no ticket yet and asks how long it would take. */
export interface Newcomer {
  readonly key: string;
  readonly queue: string;
  readonly priority: boolean;
  readonly bookedStart: number | null;
}

export interface WaitInput {
  readonly hall: Hall;
  readonly site: Site;
  /** epoch ms */
  readonly now: number;
  readonly times: ServiceTimes;
  /** what earlier days say; left out: nothing is known but the times */
  readonly past?: BranchPast;
  /** of the day, by time; left out or none: its hours are not known */
  readonly sessions?: readonly { readonly opens: number; readonly closes: number }[];
  /** how the day is staffed by its plan; left out or none: nothing is planned */
  readonly plan?: readonly PlannedHalfHour[];
  /** what earlier days left to be made up for; left out: nothing */
  readonly levels?: LevelsBefore;
  readonly arrivals: readonly BookedArrival[];
  /** left out: one walk-in for each queue, keyed by the queue's id */
  readonly newcomers?: readonly Newcomer[];
  readonly seed: number;
  readonly runs?: number;
}

export interface SceneCounter {
  readonly code: string;
  readonly futures: CounterFutures;
  /** planned closures of the counter that are still to come; one that works through its own is believed rather than its plan */
  readonly closed: readonly Span[];
  /** lines that it serves */
  readonly lines: readonly number[];
  /** quantiles of the visit that is there, and its minutes so far; null: nobody */
  readonly visit: Float64Array | null;
  readonly elapsed: number;
}

export interface SceneKey {
  readonly ticket: boolean;
  readonly key: string;
  readonly queue: string;
  readonly booked: boolean;
}

/** The hall as numbers, made once and simulated many times. Persons: first who waits and who asks, then who is booked. */
export interface Scene {
  readonly crowd: Crowd;
  readonly counters: readonly SceneCounter[];
  readonly lineCount: number;
  /** the answer belongs to: ticket id or newcomer key, in the order of the crowd */
  readonly keys: readonly SceneKey[];
  /** quantiles of each person's visit; null: a newcomer, who takes no time and so disturbs nobody */
  readonly visits: readonly (Float64Array | null)[];
  /** of the booked those who may be called before somebody who is here */
  readonly arrivals: readonly BookedArrival[];
  /** of walk-ins still to come: their line (null: nobody here stands in it), and their visit */
  readonly walkIns: {
    readonly lineOf: (queue: string) => number | null;
    /** whether the queue takes in somebody who comes then: not while it is closed as a part of the site */
    readonly takesIn: (queue: string, at: number) => boolean;
    readonly visitOf: (services: readonly VisitService[]) => Float64Array;
  };
}

interface Waiting {
  readonly key: string;
  readonly ticket: Ticket | null;
  readonly queue: string;
  readonly reservedFor: string | null;
  readonly due: number;
  readonly issuedAt: number;
  readonly timed: boolean;
  readonly booked: boolean;
}

export function sceneOf(input: WaitInput): Scene {
  const { hall, site, times } = input;
  const waiting = [
    ...[...hall.tickets.values()]
      .filter((each) => each.state === 'waiting')
      .sort(compareDue)
      .map(asWaiting),
  ];
  for (const each of input.newcomers ?? walkInPerQueue(site)) waiting.push(newcomer(each, input));
  waiting.sort((a, b) => a.due - b.due || a.issuedAt - b.issuedAt);
  const lines = new Map<string, number>();
  const lineOf = (queue: string, reservedFor: string | null) => {
    const name = reservedFor === null ? queue : `${queue}|${reservedFor}`;
    const known = lines.get(name);
    if (known !== undefined) return known;
    lines.set(name, lines.size);
    return lines.size - 1;
  };
  const visitOf = visitCache(times);
  const crowd: Crowd = { due: [], timed: [], line: [] };
  const visits: (Float64Array | null)[] = [];
  for (const each of waiting) {
    crowd.due.push(each.due);
    crowd.timed.push(each.timed ? 1 : 0);
    crowd.line.push(lineOf(each.queue, each.reservedFor));
    visits.push(each.ticket === null ? null : visitOf(each.ticket.services));
  }
  // who is booked for later than everybody here is due passes nobody
  const latest = crowd.due.reduce((most, each) => Math.max(most, each), 0);
  const arrivals = input.arrivals.filter(({ start }) => start <= latest);
  for (const each of arrivals) {
    crowd.due.push(each.start);
    crowd.timed.push(1);
    crowd.line.push(lineOf(each.queue, null));
    visits.push(visitOf(each.services));
  }
  const counters = workingCounters(input, lineOf, visitOf);
  const keys = waiting.map(({ key, ticket, queue, booked }) => ({
    key,
    ticket: ticket !== null,
    queue,
    booked,
  }));
  const parts = closedParts(site, hall.day).filter(({ to }) => to > input.now);
  const takesIn = (queue: string, at: number) =>
    closesQueue(
      site,
      queue,
      parts.filter(({ from, to }) => from <= at && at < to),
    ) === null;
  const walkIns = {
    lineOf: (queue: string) => lines.get(queue) ?? null,
    takesIn: parts.length === 0 ? () => true : takesIn,
    visitOf,
  };
  return { crowd, counters, lineCount: lines.size, keys, visits, arrivals, walkIns };
}

/** Open ones, and those of which earlier days or a plan say that they may open yet. */
function workingCounters(
  input: WaitInput,
  lineOf: (queue: string, reservedFor: string | null) => number,
  visitOf: (services: readonly VisitService[]) => Float64Array,
): readonly SceneCounter[] {
  const { hall, site, now } = input;
  const known = staffingKnown(input);
  const parts = closedParts(site, hall.day);
  const found: SceneCounter[] = [];
  for (const counter of site.counters) {
    const state = hall.counters.get(counter.code);
    const futures = counterFutures(known, counter.code, state);
    // what is planned may open it
    const isPlanned = (input.plan ?? []).length > 0;
    if (futures.list.length === 0 && futures.pause === null && !isPlanned) continue;
    const there = state?.ticket == null ? undefined : hall.tickets.get(state.ticket);
    found.push({
      code: counter.code,
      futures,
      closed: parts.filter(
        ({ closure: { part }, from, to }) =>
          part.kind === 'counter' &&
          part.counter === counter.code &&
          to > now &&
          (from > now || state?.state !== 'open'),
      ),
      lines: counter.queues.flatMap((queue) => [lineOf(queue, null), lineOf(queue, counter.code)]),
      visit: there === undefined ? null : visitOf(there.services),
      elapsed: (now - (there?.calledAt ?? now)) / minute,
    });
  }
  return found;
}

export function staffingKnown({ past, sessions, site, hall, now }: WaitInput): StaffingKnown {
  const midnight = instantOfMinutes(hall.day, 0, site.timeZone);
  return { days: past?.days ?? [], sessions: sessions ?? [], midnight, now };
}

function asWaiting(ticket: Ticket): Waiting {
  const { id: key, queue, reservedFor, due, issuedAt } = ticket;
  const booked = ticket.bookedStart !== null;
  return { key, ticket, queue, reservedFor, due, issuedAt, timed: isTimed(ticket), booked };
}

function newcomer({ key, queue, priority, bookedStart }: Newcomer, { site, now }: WaitInput): Waiting {
  const { due, dueReason } = dueFor({ bookedStart, issuedAt: now, priority }, site.hall);
  const timed = dueReason.kind === 'appointment';
  const booked = bookedStart !== null;
  return { key, ticket: null, queue, reservedFor: null, due, issuedAt: now, timed, booked };
}

function walkInPerQueue(site: Site): readonly Newcomer[] {
  return site.queues.map(({ id }) => ({ key: id, queue: id, priority: false, bookedStart: null }));
}

/** Most visits are for the same few services: their quantiles are added up once. */
function visitCache(times: ServiceTimes): (services: readonly VisitService[]) => Float64Array {
  const known = new Map<string, Float64Array>();
  return (services) => {
    let name = '';
    for (const { code, quantity } of services) name += `${code}*${quantity} `;
    let visit = known.get(name);
    if (visit === undefined) {
      visit = visitMinutes(services, times);
      known.set(name, visit);
    }
    return visit;
  };
}
