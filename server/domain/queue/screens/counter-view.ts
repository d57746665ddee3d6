import { minute } from '../../calendar/durations.ts';
import type { Counter } from '../../catalogue/site.ts';
import type { WaitRange } from '../forecast/wait-range.ts';
import type { ExpectedWaits } from '../forecast/waiting-time.ts';
import type { CallReason } from '../hall/call-policy.ts';
import { callOrder, callReason, canServe, nextFor } from '../hall/call-policy.ts';
import { closedCounter } from '../hall/decision.ts';
import type { CounterState, Hall, HallContext } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';

export interface TicketLine {
  readonly ticket: Ticket;
  readonly reason: CallReason;
  readonly wait: WaitRange | null;
}

/** What the clerk at one counter sees. Instants are epoch ms. */
export interface CounterView {
  readonly counter: Counter;
  readonly state: CounterState;
  readonly hall: Pick<Hall, 'site' | 'day' | 'version' | 'state' | 'pauseReason' | 'lastCallLifted'>;
  /** the ticket that is called or served here */
  readonly current: Ticket | null;
  /** recalls that are still needed before the current ticket can be marked missed; null: it is not called */
  readonly recallsLeft: number | null;
  /** whom "call next" would call, and why; null: nobody */
  readonly next: TicketLine | null;
  /** who waits for this counter, in the order of the calls */
  readonly waiting: readonly TicketLine[];
  /** set aside: any counter of the queue can bring them back */
  readonly parked: readonly Ticket[];
  /** did not come; `canReturn`: once, and within the time of the policy */
  readonly missed: readonly { readonly ticket: Ticket; readonly canReturn: boolean }[];
}

/** The view of a counter by its code, or null when the site has no such counter. */
export function counterView(
  hall: Hall,
  code: string,
  waits: ExpectedWaits,
  context: HallContext,
): CounterView | null {
  const { site, now } = context;
  const counter = site.counters.find((each) => each.code === code);
  if (counter === undefined) return null;
  const state = hall.counters.get(code) ?? closedCounter(code);
  const current = state.ticket === null ? null : (hall.tickets.get(state.ticket) ?? null);
  const line = (ticket: Ticket): TicketLine => ({
    ticket,
    reason: callReason(ticket, context),
    wait: waits.tickets.get(ticket.id) ?? null,
  });
  const next = nextFor(hall, code, context);
  const own = [...hall.tickets.values()].filter((ticket) => canServe(counter, ticket));
  const { site: name, day, version, state: hallState, pauseReason, lastCallLifted } = hall;
  return {
    counter,
    state,
    hall: { site: name, day, version, state: hallState, pauseReason, lastCallLifted },
    current,
    recallsLeft:
      current?.state === 'called' ? Math.max(0, site.hall.recalls + 1 - current.timesCalled) : null,
    next: next === null ? null : line(next.ticket),
    waiting: callOrder(hall, context)
      .filter((ticket) => canServe(counter, ticket))
      .map(line),
    parked: own.filter((ticket) => ticket.state === 'parked'),
    missed: own
      .filter((ticket) => ticket.state === 'missed')
      .map((ticket) => ({ ticket, canReturn: canReturn(ticket, site.hall.returnWithin, now) })),
  };
}

/** Whether it did not come, and may still be brought back. */
export function canReturn(ticket: Ticket, withinMinutes: number, now: number): boolean {
  return !ticket.returned && ticket.missedAt !== null && now <= ticket.missedAt + withinMinutes * minute;
}
