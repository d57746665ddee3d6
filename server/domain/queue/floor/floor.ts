import type { Counter, Queue } from '../../catalogue/site.ts';
import { type ServiceTimes, visitMinutes } from '../forecast/service-times.ts';
import { canServe, compareDue } from '../hall/call-policy.ts';
import { closedCounter } from '../hall/decision.ts';
import type { CounterState, Hall, HallContext } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';

/** A counter as whoever looks after the floor sees it. */
export interface FloorCounter {
  readonly counter: Counter;
  readonly state: CounterState;
  /** called or served there */
  readonly ticket: Ticket | null;
  /** from the call to the end, minutes, in the middle of what such visits take; null: nobody is there */
  readonly usualMinutes: number | null;
}

/** A queue as whoever looks after the floor sees it. */
export interface FloorQueue {
  readonly queue: Queue;
  /** in the order in which they are due */
  readonly waiting: readonly Ticket[];
  /** who has waited longest; null: nobody waits */
  readonly oldest: Ticket | null;
  readonly openCounters: readonly Counter[];
  /** those who wait and whom no open counter can call */
  readonly unserved: readonly Ticket[];
}

export interface Floor {
  readonly counters: readonly FloorCounter[];
  readonly queues: readonly FloorQueue[];
}

/** From when somebody's wait counts, epoch ms: an appointment that comes early waits from its time. */
export function waitsFrom({ issuedAt, bookedStart }: Ticket): number {
  return Math.max(issuedAt, bookedStart ?? issuedAt);
}

/** The whole floor of a site at `context.now`. */
export function floorOf(hall: Hall, times: ServiceTimes, { site }: HallContext): Floor {
  const stateOf = (code: string): CounterState => hall.counters.get(code) ?? closedCounter(code);
  const open = site.counters.filter(({ code }) => stateOf(code).state === 'open');
  const waiting = [...hall.tickets.values()].filter(({ state }) => state === 'waiting').sort(compareDue);
  return {
    counters: site.counters.map((counter) => {
      const state = stateOf(counter.code);
      const ticket = state.ticket === null ? null : (hall.tickets.get(state.ticket) ?? null);
      return { counter, state, ticket, usualMinutes: ticket === null ? null : usualOf(ticket, times) };
    }),
    queues: site.queues.map((queue) => {
      const own = waiting.filter((ticket) => ticket.queue === queue.id);
      return {
        queue,
        waiting: own,
        oldest: longestOf(own),
        openCounters: open.filter(({ queues }) => queues.includes(queue.id)),
        unserved: own.filter((ticket) => !open.some((counter) => canServe(counter, ticket))),
      };
    }),
  };
}

/** Minutes of such a visit, in the middle of what they take. */
function usualOf({ services }: Pick<Ticket, 'services'>, times: ServiceTimes): number {
  const minutes = visitMinutes(services, times);
  return minutes[(minutes.length - 1) / 2] ?? 0;
}

/** Who has waited longest of these; null: nobody waits. */
export function longestOf(tickets: readonly Ticket[]): Ticket | null {
  let longest: Ticket | null = null;
  for (const ticket of tickets) {
    if (longest === null || waitsFrom(ticket) < waitsFrom(longest)) longest = ticket;
  }
  return longest;
}
