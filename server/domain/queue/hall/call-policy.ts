import { minute } from '../../calendar/durations.ts';
import type { Counter } from '../../catalogue/site.ts';
import type { Hall, HallContext } from './hall.ts';
import type { HallPolicy } from './hall-policy.ts';
import type { DueReason, Ticket, TiePlace } from './ticket.ts';

export interface Arrival {
  /** epoch ms; null: a walk-in */
  readonly bookedStart: number | null;
  /** epoch ms: when the ticket is issued or the appointment checks in */
  readonly issuedAt: number;
  readonly priority: boolean;
}

export interface Due {
  readonly due: number;
  readonly dueReason: DueReason;
}

/** When a ticket is due, epoch ms, and why (H6). Fixed once, when it is issued. */
export function dueFor(arrival: Arrival, policy: HallPolicy): Due {
  const { bookedStart: at, issuedAt: issued } = arrival;
  const targetMinutes = policy.walkInTarget;
  if (arrival.priority && policy.priorityLane) {
    return { due: issued, dueReason: { kind: 'priority', issued } };
  }
  if (at === null) {
    return { due: issued + targetMinutes * minute, dueReason: { kind: 'walk_in', issued, targetMinutes } };
  }
  if (issued <= at) return { due: at, dueReason: { kind: 'appointment', at } };
  if (issued <= at + policy.lateGrace * minute) {
    return { due: issued, dueReason: { kind: 'late_appointment', at, checkedIn: issued } };
  }
  return {
    due: issued + targetMinutes * minute,
    dueReason: { kind: 'too_late_appointment', at, issued, targetMinutes },
  };
}

/** Smaller is called first: due time, then issue, then number. */
export function compareDue(a: Ticket, b: Ticket): number {
  if (a.due !== b.due) return a.due - b.due;
  const [one, other] = [tiePlace(a), tiePlace(b)];
  if (one.issuedAt !== other.issuedAt) return one.issuedAt - other.issuedAt;
  return compareTexts(one.number, other.number) || compareTexts(a.number, b.number);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where a ticket stands among those that are due at the same time. */
export function tiePlace({ dueReason, issuedAt, number }: Ticket): TiePlace {
  return ('place' in dueReason ? dueReason.place : undefined) ?? { issuedAt, number };
}

/** An appointment whose due time is its booked time; it may have to step back while it is early. */
export function isTimed(ticket: Ticket): boolean {
  return ticket.due === ticket.bookedStart;
}

/** Early: not called while a ticket that is not early waits for the same counter. */
export function isEarly(ticket: Ticket, policy: HallPolicy, now: number): boolean {
  return isTimed(ticket) && ticket.due - policy.callEarly * minute > now;
}

/** The counter serves the ticket's queue, and the ticket is not kept for another counter. */
export function canServe(counter: Counter, ticket: Ticket): boolean {
  return (
    counter.queues.includes(ticket.queue) &&
    (ticket.reservedFor === null || ticket.reservedFor === counter.code)
  );
}

function comesBefore(a: Ticket, b: Ticket, policy: HallPolicy, now: number): boolean {
  const early = isEarly(a, policy, now);
  return early === isEarly(b, policy, now) ? compareDue(a, b) < 0 : !early;
}

/** Why a ticket is called now, as data for the console. Instants epoch ms, durations whole minutes. */
export interface CallReason {
  readonly kind: Exclude<DueReason['kind'], 'kept'> | 'returned' | 'resumed' | 'transferred' | 'corrected';
  readonly due: number;
  readonly waitedMinutes: number;
  /** the walk-in target that its due time comes from; null: another rule */
  readonly targetMinutes: number | null;
  readonly bookedStart: number | null;
  /** called before its time, because nobody else waits */
  readonly early: boolean;
}

export function callReason(ticket: Ticket, context: HallContext): CallReason {
  const reason = ticket.dueReason;
  return {
    kind: reason.kind === 'kept' ? reason.because : reason.kind,
    due: ticket.due,
    waitedMinutes: Math.max(0, Math.floor((context.now - ticket.issuedAt) / minute)),
    targetMinutes:
      reason.kind === 'walk_in' || reason.kind === 'too_late_appointment' ? reason.targetMinutes : null,
    bookedStart: ticket.bookedStart,
    early: isEarly(ticket, context.site.hall, context.now),
  };
}

export interface NextTicket {
  readonly ticket: Ticket;
  readonly reason: CallReason;
}

/** Whom this counter (by code) calls next (H6), or null: nobody whom it can serve is waiting, or there is no such counter. */
export function nextFor(hall: Hall, counterCode: string, context: HallContext): NextTicket | null {
  const counter = context.site.counters.find((each) => each.code === counterCode);
  if (counter === undefined) return null;
  let best: Ticket | null = null;
  for (const ticket of hall.tickets.values()) {
    if (ticket.state !== 'waiting' || !canServe(counter, ticket)) continue;
    if (best === null || comesBefore(ticket, best, context.site.hall, context.now)) best = ticket;
  }
  return best === null ? null : { ticket: best, reason: callReason(best, context) };
}

/** Everybody who waits, in the order of the calls as things stand: early appointments after the others. */
export function callOrder(hall: Hall, context: HallContext): readonly Ticket[] {
  const { now, site } = context;
  const ready: Ticket[] = [];
  const early: Ticket[] = [];
  for (const ticket of hall.tickets.values()) {
    if (ticket.state === 'waiting') (isEarly(ticket, site.hall, now) ? early : ready).push(ticket);
  }
  return [...ready.sort(compareDue), ...early.sort(compareDue)];
}

/** How many waiting tickets this counter could serve come before this one: whom a call out of turn passes over. */
export function overtakenBy(hall: Hall, counter: Counter, ticket: Ticket, context: HallContext): number {
  let count = 0;
  for (const other of hall.tickets.values()) {
    if (other.state !== 'waiting' || !canServe(counter, other)) continue;
    if (comesBefore(other, ticket, context.site.hall, context.now)) count += 1;
  }
  return count;
}

/** How many people of the same queue are called before this waiting ticket, as things stand; 0 when it does not wait. */
export function aheadOf(hall: Hall, ticket: Ticket, context: HallContext): number {
  if (ticket.state !== 'waiting') return 0;
  let count = 0;
  for (const other of hall.tickets.values()) {
    if (other.state !== 'waiting' || other.queue !== ticket.queue) continue;
    if (comesBefore(other, ticket, context.site.hall, context.now)) count += 1;
  }
  return count;
}
