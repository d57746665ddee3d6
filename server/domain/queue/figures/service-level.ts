import { minute } from '../../calendar/durations.ts';
import type { Ticket } from '../hall/ticket.ts';

/** How long people waited for the first call since it was owed to them, in whole seconds, begun ones too, ascending. */
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
function owedSince({ issuedAt, bookedStart }: Ticket): number {
  return Math.max(issuedAt, bookedStart ?? issuedAt);
}

/** `firstCalls` (epoch ms) by ticket id. */
export function owedOf(tickets: readonly Ticket[], firstCalls: ReadonlyMap<string, number>): OwedFold {
  const seconds = (ticket: Ticket, at: number): number =>
    Math.max(0, Math.ceil((at - owedSince(ticket)) / 1000));
  const uncalled = tickets.filter(({ id }) => !firstCalls.has(id));
  const ascending = (list: number[]): number[] => list.sort((a, b) => a - b);
  return {
    called: ascending(
      tickets.flatMap((ticket) => {
        const at = firstCalls.get(ticket.id);
        return at === undefined ? [] : [seconds(ticket, at)];
      }),
    ),
    left: ascending(
      uncalled.flatMap((ticket) =>
        ticket.state === 'left' && ticket.endedAt !== null ? [seconds(ticket, ticket.endedAt)] : [],
      ),
    ),
    notReached: uncalled.filter(({ state }) => state === 'void').length,
  };
}

/** How many were called within so many minutes. */
export function serviceLevel({ called, left, notReached }: OwedFold, calledWithin: number): ServiceLevel {
  const inTime = (seconds: number): boolean => seconds * 1000 <= calledWithin * minute;
  return {
    asked: called.length + left.filter((seconds) => !inTime(seconds)).length + notReached,
    within: called.filter(inTime).length,
  };
}
