import { minute } from '../../calendar/durations.ts';
import type { VisitService } from '../../catalogue/service.ts';
import type { HallEvent } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';
import { type StandingEvent, standingEvents } from '../hall/undone.ts';
import { type HabitsSeen, habitsIn } from './counter-habits.ts';
import { type Desk, type RecordedPause, stops, turn } from './desks-of-day.ts';

/** Of the way of recording; grows when a record holds something else than before. */
export const recordForm = 3;

/** One day of a hall as later days learn from it. Plain JSON; clock times are minutes after the local midnight. */
export interface RecordedDay {
  /** local date */
  readonly day: string;
  /** when it was open */
  readonly sessions: readonly (readonly [number, number])[];
  /** counter → stretches in which it called whoever waited */
  readonly worked: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly pauses: readonly RecordedPause[];
  /** minutes from the call to the end, in the order of the ends, with whoever served: the clerk if known, else the counter */
  readonly visits: readonly RecordedVisit[];
  readonly walkIns: readonly RecordedWalkIn[];
  /** of booked visits: their time, when they came (null: not), and days from the booking to the visit */
  readonly booked: readonly { readonly start: number; readonly came: number | null; readonly lead: number }[];
  readonly waitedMinutes: number;
  readonly leftWaiting: number;
  readonly habits: HabitsSeen;
  /** in the order in which it became known */
  readonly told: readonly RecordedTold[];
}

/** A wait that was told, and the one that it was; minutes. Of who was never called: how long it was at least, longer than told. */
export interface RecordedTold {
  /** when it was told */
  readonly at: number;
  readonly queue: string;
  readonly booked: boolean;
  readonly low: number;
  readonly high: number;
  readonly waited: number;
}

export interface RecordedVisit {
  readonly services: readonly VisitService[];
  readonly minutes: number;
  readonly by: string;
}

export interface RecordedWalkIn {
  readonly at: number;
  readonly queue: string;
  readonly priority: boolean;
  readonly services: readonly VisitService[];
}

/** A booked visit of the day. Instants are epoch ms. */
export interface BookingOfDay {
  readonly start: number;
  readonly bookedAt: number;
  readonly came: boolean;
  readonly id: string;
}

export interface DayToRecord {
  /** local date, and its midnight (epoch ms) */
  readonly day: string;
  readonly midnight: number;
  readonly sessions: readonly { readonly opens: number; readonly closes: number }[];
  readonly bookings: readonly BookingOfDay[];
  readonly events: Iterable<HallEvent>;
}

/** Records a day from its events and bookings. */
export function recordDay({ day, midnight, sessions, bookings, events: recorded }: DayToRecord): RecordedDay {
  const events = standingEvents(recorded);
  const at = (instant: number): number => Math.round((10 * (instant - midnight)) / minute) / 10;
  const tickets = new Map<string, Ticket>();
  const called = new Map<string, number>();
  const told: RecordedTold[] = [];
  const hours = sessions.map(({ opens, closes }) => [at(opens), at(closes)] as const);
  const pauses: RecordedPause[] = [];
  const desks = new Map<string, Desk>();
  const visits: RecordedVisit[] = [];
  const came = new Map<string, number>();
  let waitedMinutes = 0;
  let leftWaiting = 0;
  let before = events[0]?.at ?? 0;
  /** who waits, and since when */
  const inLine = new Map<string, number>();
  for (const event of events) {
    waitedMinutes += (inLine.size * (event.at - before)) / minute;
    before = event.at;
    if (event.type === 'ticket_issued') {
      tickets.set(event.ticket.id, event.ticket);
      if (event.ticket.booking !== null) came.set(event.ticket.booking, at(event.at));
    }
    if (event.type === 'ticket_left' && inLine.has(event.ticket)) leftWaiting += 1;
    if (gaveUp(event) && !called.has(event.ticket)) {
      // the day may end hours after closing: nobody waits for that, and who was told "until closing" was told the truth
      const closing = (sessions.at(-1)?.closes ?? 0) - minute;
      const until = event.type === 'ticket_left' ? event.at : Math.min(event.at, closing);
      told.push(...toldTo(tickets.get(event.ticket), until, at).filter(({ waited, high }) => waited > high));
    }
    turn({ desks, hours, pauses }, event, at(event.at), waitedFrom(inLine, event, at));
    follow(inLine, event);
    if (event.type === 'ticket_called') {
      if (!called.has(event.ticket)) told.push(...toldTo(tickets.get(event.ticket), event.at, at));
      called.set(event.ticket, event.at);
    }
    if (event.type !== 'service_finished') continue;
    const from = called.get(event.ticket);
    const services = tickets.get(event.ticket)?.services;
    if (from === undefined || services === undefined) continue;
    visits.push({
      services,
      minutes: Math.round((100 * (event.at - from)) / minute) / 100,
      by: desks.get(event.counter)?.by ?? event.counter,
    });
  }
  for (const desk of desks.values()) {
    stops(desk, hours, at(before));
    if (desk.pause !== null) pauses.push({ reason: desk.pause.reason, minutes: null });
  }
  return {
    day,
    sessions: hours,
    worked: Object.fromEntries([...desks].map(([code, { worked }]) => [code, worked])),
    pauses,
    visits,
    walkIns: [...tickets.values()]
      .filter(({ booking }) => booking === null)
      .map(({ issuedAt, queue, priority, services }) => ({ at: at(issuedAt), queue, priority, services })),
    booked: bookings.map(({ id, start, bookedAt, came: didCome }) => ({
      start: at(start),
      came: came.get(id) ?? (didCome ? at(start) : null),
      lead: Math.max(0, Math.floor((start - bookedAt) / (1440 * minute))),
    })),
    waitedMinutes: Math.round(waitedMinutes),
    leftWaiting,
    habits: habitsIn(events),
    told,
  };
}

function toldTo(ticket: Ticket | undefined, until: number, at: (instant: number) => number): RecordedTold[] {
  if (ticket === undefined || ticket.toldWait === null) return [];
  const { toldWait, issuedAt, queue, bookedStart } = ticket;
  const { low, high } = toldWait;
  const waited = Math.round((10 * (until - issuedAt)) / minute) / 10;
  return [{ at: at(issuedAt), queue, booked: bookedStart !== null, low, high, waited }];
}

/** Goes, or is never reached before the day ends: who has waited longer than told by then was told too little, whatever would have come. */
function gaveUp(event: StandingEvent): event is Extract<StandingEvent, { ticket: string }> {
  return event.type === 'ticket_left' || (event.type === 'ticket_voided' && event.reason === 'closing');
}

/** Since when whoever is called has waited, minutes of the day; null: nobody is called. */
function waitedFrom(
  inLine: ReadonlyMap<string, number>,
  event: StandingEvent,
  at: (instant: number) => number,
): number | null {
  const since = event.type === 'ticket_called' ? inLine.get(event.ticket) : undefined;
  return since === undefined ? null : at(since);
}

function follow(inLine: Map<string, number>, event: StandingEvent): void {
  if (event.type === 'ticket_issued') inLine.set(event.ticket.id, event.at);
  else if ('ticket' in event && typeof event.ticket === 'string') {
    if (backInLine.has(event.type)) inLine.set(event.ticket, event.at);
    else if (outOfLine.has(event.type)) inLine.delete(event.ticket);
  }
}

const backInLine: ReadonlySet<string> = new Set(['ticket_resumed', 'ticket_returned', 'ticket_transferred']);
const outOfLine: ReadonlySet<string> = new Set(['ticket_called', 'ticket_left', 'ticket_voided']);
