import { minute } from '../../calendar/durations.ts';
import type { Ticket } from '../hall/ticket.ts';

/** No hall may promise a call within more minutes than these. */
export const longestTarget = 240;

/**
 * How long people waited for the first call since it was owed to them: how many for at most 0, 1, 2 … whole minutes, each counted once,
 * in the first that holds it; at the end those who waited longer than any hall may promise. Hence exact for every target.
 */
export interface OwedFold {
  readonly called: readonly number[];
  /** until they left, of those who were never called */
  readonly left: readonly number[];
  /** how many were never called before their tickets became void */
  readonly notReached: number;
}

export interface ServiceLevel {
  /** who was called, who left after the target, and who was not reached; who left before it says nothing */
  readonly asked: number;
  /** called within the target */
  readonly within: number;
}

/** A call is owed from the ticket on, to whoever has booked and comes early from the booked time on. */
export function owedSince({ issuedAt, bookedStart }: Ticket): number {
  return Math.max(issuedAt, bookedStart ?? issuedAt);
}

/** `firstCalls` (epoch ms) by ticket id. */
export function owedOf(tickets: readonly Ticket[], firstCalls: ReadonlyMap<string, number>): OwedFold {
  const called: number[] = [];
  const left: number[] = [];
  let notReached = 0;
  for (const ticket of tickets) {
    const at = firstCalls.get(ticket.id);
    const since = owedSince(ticket);
    if (at !== undefined) countAt(called, at - since);
    else if (ticket.state === 'left' && ticket.endedAt !== null) countAt(left, ticket.endedAt - since);
    if (at === undefined && ticket.state === 'void') notReached += 1;
  }
  return { called, left, notReached };
}

/** Counts a wait where it belongs; a list that is too short grows. */
function countAt(counts: number[], wait: number): void {
  const minutes = Math.min(longestTarget + 1, Math.max(0, Math.ceil(wait / minute)));
  while (counts.length <= minutes) counts.push(0);
  counts[minutes] = (counts[minutes] ?? 0) + 1;
}

/** How many were called within so many minutes. */
export function serviceLevel({ called, left, notReached }: OwedFold, calledWithin: number): ServiceLevel {
  const upTo = calledWithin + 1;
  return {
    asked: sumOf(called) + sumOf(left.slice(upTo)) + notReached,
    within: sumOf(called.slice(0, upTo)),
  };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
