import { instantWriter } from '../../calendar/site-instant.ts';
import type { Site } from '../../catalogue/site.ts';
import type { Locale, Words } from '../../catalogue/words.ts';
import type { WaitRange } from '../forecast/wait-range.ts';
import type { ExpectedWaits } from '../forecast/waiting-time.ts';
import { callOrder } from '../hall/call-policy.ts';
import { clerkAt } from '../hall/counter-clerk.ts';
import type { CounterState, Hall } from '../hall/hall.ts';
import type { HallState, HallStateKind } from '../hall/hall-state.ts';
import { usualReason } from '../hall/pause-reasons.ts';
import { isToldOnPhone } from '../hall/ticket.ts';
import { isAtCounter } from '../hall/transitions.ts';
import { canReturn } from './counter-view.ts';

export interface BoardCall {
  readonly number: string;
  /** counter code; `label` is what the hall calls it */
  readonly counter: string;
  readonly label: string;
  /** ISO 8601 with offset: the last call or recall */
  readonly calledAt: string;
  readonly times: number;
  /** whether the visitor has come to the counter */
  readonly state: 'called' | 'serving';
  /** in which its visitor was spoken to, when that is known */
  readonly language?: Locale;
  /** its visitor is told on a phone */
  readonly onPhone?: true;
}

/** Minutes until the call; `after`: not before that instant; `notToday`: chance in percent that it does not come to it before closing. */
export interface BoardWait {
  readonly low: number;
  readonly high: number;
  readonly after?: string;
  readonly notToday?: number;
}

export interface BoardTicket {
  readonly number: string;
  /** queue code, e.g. "A" */
  readonly queue: string;
  readonly due: string;
  readonly wait: BoardWait | null;
}

export interface BoardQueue {
  readonly code: string;
  readonly name: Words;
  /** people who wait */
  readonly waiting: number;
  /** of these, who has booked */
  readonly appointments?: number;
  /** for somebody who takes a ticket now; null: cannot be said */
  readonly wait: BoardWait | null;
  /** closed by a closure of its own; `until` ISO 8601 */
  readonly closed?: { readonly until: string; readonly reason: Words };
}

export interface BoardCounter {
  readonly code: string;
  readonly label: string;
  readonly state: CounterState['state'];
  /** of the ticket that is there */
  readonly number?: string;
  /** why it is paused, when it is one of the usual reasons: what else a clerk writes is not for everybody */
  readonly reason?: Words;
  /** of its clerk, where the branch shows it */
  readonly badge?: string;
}

/** What everybody in the hall may see, as it goes over the wire: no personal data. Instants are ISO 8601 with the site's offset. */
export interface Board {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly at: string;
  /** whether the hall is open (H8) */
  readonly state: HallStateKind;
  /** ISO 8601: when it opens next, unless it is open */
  readonly opensAt?: string;
  /** ISO 8601: end of the session under way */
  readonly openUntil?: string;
  /** ISO 8601: end of the day's last session, unless it is over */
  readonly closesAt?: string;
  /** why it is paused, opens later or is closed all day */
  readonly reason?: Words;
  /** who is called or served, the last call first */
  readonly calling: readonly BoardCall[];
  /** numbers that did not come and can still come back, the last first */
  readonly missed?: readonly string[];
  /** in the order of the calls */
  readonly waiting: readonly BoardTicket[];
  readonly queues: readonly BoardQueue[];
  readonly counters: readonly BoardCounter[];
}

/** Numbers on badges by staff id. */
export type Badges = ReadonlyMap<string, string>;

const noBadges: Badges = new Map();

/** The board of a hall at an instant (epoch ms), with the state that `hallStateOf` gives; `badges`: those to be shown. */
export function boardOf(
  hall: Hall,
  site: Site,
  waits: ExpectedWaits,
  state: HallState,
  now: number,
  badges: Badges = noBadges,
): Board {
  const write = instantWriter(site.timeZone);
  const codes = new Map(site.queues.map(({ id, code }) => [id, code]));
  const counts = new Map<string, number>();
  const booked = new Map<string, number>();
  const waiting = callOrder(hall, { site, now }).map(({ id, number, queue, due, kind }) => {
    counts.set(queue, (counts.get(queue) ?? 0) + 1);
    if (kind === 'appointment') booked.set(queue, (booked.get(queue) ?? 0) + 1);
    return {
      number,
      queue: codes.get(queue) ?? queue,
      due: write(due),
      wait: boardWait(waits.tickets.get(id), write),
    };
  });
  return {
    site: hall.site,
    day: hall.day,
    version: hall.version,
    at: write(now),
    state: state.kind,
    ...(state.opensAt === null ? {} : { opensAt: write(state.opensAt) }),
    ...(state.openUntil === null ? {} : { openUntil: write(state.openUntil) }),
    ...(state.closesAt === null ? {} : { closesAt: write(state.closesAt) }),
    ...(state.reason === null ? {} : { reason: state.reason }),
    calling: callingOf(hall, site, write),
    missed: missedOf(hall, site, now),
    waiting,
    queues: site.queues.map(({ id, code, name }) => {
      const closed = state.closedQueues?.find(({ queue }) => queue === id);
      return {
        code,
        name,
        waiting: counts.get(id) ?? 0,
        appointments: booked.get(id) ?? 0,
        wait: boardWait(waits.newcomers.get(id), write),
        ...(closed === undefined ? {} : { closed: { until: write(closed.until), reason: closed.reason } }),
      };
    }),
    counters: countersOf(hall, site, badges),
  };
}

/** As the API and the boards write it. */
export function boardWait(
  wait: WaitRange | null | undefined,
  write: (instant: number) => string,
): BoardWait | null {
  if (wait == null) return null;
  const { after, ...rest } = wait;
  return after === undefined ? rest : { ...rest, after: write(after) };
}

function callingOf(hall: Hall, site: Site, write: (instant: number) => string): readonly BoardCall[] {
  const calling: BoardCall[] = [];
  for (const call of hall.calls) {
    const ticket = hall.tickets.get(call.ticket);
    if (ticket === undefined || !isAtCounter(ticket.state)) continue;
    calling.push({
      number: call.number,
      counter: call.counter,
      label: site.counters.find(({ code }) => code === call.counter)?.label ?? call.counter,
      calledAt: write(call.at),
      times: call.times,
      state: ticket.state === 'serving' ? 'serving' : 'called',
      ...(ticket.language === null ? {} : { language: ticket.language }),
      ...(isToldOnPhone(ticket) ? { onPhone: true as const } : {}),
    });
  }
  return calling;
}

const missedShown = 8;

function missedOf(hall: Hall, site: Site, now: number): readonly string[] {
  const away: { number: string; missedAt: number }[] = [];
  for (const ticket of hall.tickets.values()) {
    const { number, missedAt, state } = ticket;
    if (state === 'missed' && missedAt !== null && canReturn(ticket, site.hall.returnWithin, now))
      away.push({ number, missedAt });
  }
  return away
    .sort((a, b) => b.missedAt - a.missedAt)
    .slice(0, missedShown)
    .map(({ number }) => number);
}

function countersOf(hall: Hall, site: Site, badges: Badges): readonly BoardCounter[] {
  return site.counters.map(({ code, label }) => {
    const now = hall.counters.get(code);
    const state = now?.state ?? 'closed';
    const number = now?.ticket == null ? undefined : hall.tickets.get(now.ticket)?.number;
    const reason = usualReason(now?.pauseReason ?? '');
    const badge = badges.get(clerkAt(now) ?? '');
    return {
      code,
      label,
      state,
      ...(number === undefined ? {} : { number }),
      ...(reason === undefined ? {} : { reason }),
      ...(badge === undefined ? {} : { badge }),
    };
  });
}
