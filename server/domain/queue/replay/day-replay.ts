import type { AlarmKind } from '../floor/alarms.ts';
import type { TicketState } from '../hall/ticket.ts';

/**
 * A hall's day to be looked at again: what it was in the beginning is nothing, and each frame says what one event has changed. Plain
 * JSON, small enough to be sent whole, with ticket numbers and no names. Instants are milliseconds after `from`.
 */
export interface DayReplay {
  /** epoch ms of the first and the last instant that is shown, whole minutes */
  readonly from: number;
  readonly to: number;
  /** IANA */
  readonly timeZone: string;
  readonly queues: readonly ReplayQueue[];
  readonly counters: readonly ReplayCounter[];
  /** ticket numbers */
  readonly tickets: readonly string[];
  /** in the order of time */
  readonly frames: readonly Frame[];
  /** in the order of their beginning */
  readonly alarms: readonly ReplayAlarm[];
}

interface ReplayQueue {
  readonly id: string;
  /** the letter of its numbers; empty: the queue is no more */
  readonly code: string;
}

interface ReplayCounter {
  readonly code: string;
  readonly label: string;
}

export type HallNow = 'open' | 'paused' | 'closed';
export type CounterNow = 'closed' | 'open' | 'paused';

export interface Frame {
  readonly at: number;
  /** indexes into tickets and queues, and from when its wait counts */
  readonly tickets?: readonly (readonly [
    ticket: number,
    state: TicketState,
    queue: number,
    waitsFrom: number,
  ])[];
  /** the ticket there is an index, or -1: nobody. `since`: from when it is in that state, or that ticket was called there */
  readonly counters?: readonly (readonly [
    counter: number,
    state: CounterNow,
    ticket: number,
    since: number,
  ])[];
  readonly hall?: HallNow;
}

/** An alarm of the floor from when it began until it was over. */
export interface ReplayAlarm {
  readonly kind: AlarmKind;
  readonly from: number;
  readonly to: number;
  /** indexes; -1: it is about none */
  readonly queue: number;
  readonly counter: number;
  readonly ticket: number;
}

/** The hall at one instant. Instants are epoch ms. */
export interface Moment {
  readonly at: number;
  readonly hall: HallNow;
  /** as `counters` of the replay */
  readonly counters: readonly CounterMoment[];
  /** as `queues` of the replay: who waits, the longest first */
  readonly queues: readonly (readonly WaitingMoment[])[];
  readonly waiting: number;
  /** milliseconds; null: nobody waits */
  readonly longest: number | null;
  readonly served: number;
  readonly alarms: readonly ReplayAlarm[];
}

export interface CounterMoment {
  readonly state: CounterNow;
  /** ticket number; null: nobody */
  readonly ticket: string | null;
  /** its service has begun */
  readonly serving: boolean;
  readonly since: number;
}

export interface WaitingMoment {
  readonly number: string;
  /** milliseconds so far; an appointment that came early has waited nothing before its time */
  readonly waited: number;
}

/** The hall at an instant (epoch ms), from the frames up to it. */
export function momentAt(replay: DayReplay, at: number): Moment {
  const elapsed = at - replay.from;
  const counters = replay.counters.map(() => ({ state: 'closed' as CounterNow, ticket: -1, since: 0 }));
  const tickets = new Map<number, { state: TicketState; queue: number; from: number }>();
  let hall: HallNow = 'open';
  for (const frame of replay.frames) {
    if (frame.at > elapsed) break;
    hall = frame.hall ?? hall;
    for (const [ticket, state, queue, from] of frame.tickets ?? [])
      tickets.set(ticket, { state, queue, from });
    for (const [counter, state, ticket, since] of frame.counters ?? [])
      counters[counter] = { state, ticket, since };
  }
  const queues: WaitingMoment[][] = replay.queues.map(() => []);
  let served = 0;
  for (const [index, { state, queue, from }] of tickets) {
    if (state === 'done') served += 1;
    if (state !== 'waiting') continue;
    queues[queue]?.push({ number: replay.tickets[index] ?? '', waited: Math.max(0, elapsed - from) });
  }
  for (const queue of queues) queue.sort((a, b) => b.waited - a.waited || (a.number < b.number ? -1 : 1));
  const firsts = queues.flatMap(([first]) => (first === undefined ? [] : [first.waited]));
  return {
    at,
    hall,
    counters: counters.map(({ state, ticket, since }) => ({
      state,
      ticket: replay.tickets[ticket] ?? null,
      serving: tickets.get(ticket)?.state === 'serving',
      since: replay.from + since,
    })),
    queues,
    waiting: queues.reduce((sum, queue) => sum + queue.length, 0),
    longest: firsts.length === 0 ? null : Math.max(...firsts),
    served,
    alarms: replay.alarms.filter((alarm) => alarm.from <= elapsed && elapsed < alarm.to),
  };
}

/** How many wait from an instant on, milliseconds after `from`. */
export interface Step {
  readonly at: number;
  readonly waiting: number;
}

/** How long each queue was: its steps, in the order of time. */
export function queueSteps(replay: DayReplay): readonly (readonly Step[])[] {
  const steps: Step[][] = replay.queues.map(() => []);
  const lengths = replay.queues.map(() => 0);
  const stands = new Map<number, number>();
  const change = (queue: number, by: 1 | -1, at: number): void => {
    lengths[queue] = (lengths[queue] ?? 0) + by;
    const own = steps[queue];
    if (own?.at(-1)?.at === at) own.pop();
    own?.push({ at, waiting: lengths[queue] ?? 0 });
  };
  for (const { at, tickets = [] } of replay.frames) {
    for (const [ticket, state, queue] of tickets) {
      const before = stands.get(ticket);
      const after = state === 'waiting' ? queue : undefined;
      if (before === after) continue;
      if (before !== undefined) change(before, -1, at);
      if (after === undefined) stands.delete(ticket);
      else {
        change(after, 1, at);
        stands.set(ticket, after);
      }
    }
  }
  return steps;
}

/** The steps of all queues together. */
export function stepsTogether(queues: readonly (readonly Step[])[]): readonly Step[] {
  const changes = queues.flatMap((steps) =>
    steps.map(({ at, waiting }, index) => ({ at, by: waiting - (steps[index - 1]?.waiting ?? 0) })),
  );
  changes.sort((a, b) => a.at - b.at);
  const together: Step[] = [];
  let waiting = 0;
  for (const { at, by } of changes) {
    waiting += by;
    if (together.at(-1)?.at === at) together.pop();
    together.push({ at, waiting });
  }
  return together;
}

/** When most waited first, and how many; null: nobody ever did. */
export function peakOf(steps: readonly Step[]): Step | null {
  let peak: Step | null = null;
  for (const step of steps) if (step.waiting > (peak?.waiting ?? 0)) peak = step;
  return peak;
}
