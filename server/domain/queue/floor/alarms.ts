import { minute } from '../../calendar/durations.ts';
import type { HallContext } from '../hall/hall.ts';
import type { HallStateKind } from '../hall/hall-state.ts';
import type { Ticket } from '../hall/ticket.ts';
import { type Floor, type FloorCounter, type FloorQueue, longestOf, waitsFrom } from './floor.ts';

/** The most pressing first. */
export const alarmKinds = [
  'help',
  'left_behind',
  'unserved_queue',
  'long_wait',
  'long_service',
  'forgotten',
  'silent_screen',
  'conflicts',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Something on the floor that somebody has to do something about. Instants are epoch ms. */
export type Alarm =
  /** a counter asks for help */
  | { readonly kind: 'help'; readonly counter: string; readonly since: number }
  /** its clerk is not signed in any more; `ticket`: who was left there */
  | { readonly kind: 'left_behind'; readonly counter: string; readonly ticket: Ticket | null }
  /** people wait for a queue, or for a counter of it, and no open counter can call them */
  | {
      readonly kind: 'unserved_queue';
      readonly queue: string;
      readonly waiting: number;
      readonly oldest: Ticket;
      readonly since: number;
    }
  /** people have waited longer than the site promises */
  | {
      readonly kind: 'long_wait';
      readonly queue: string;
      readonly waiting: number;
      readonly oldest: Ticket;
      readonly since: number;
      readonly targetMinutes: number;
    }
  /** a visit takes three times what such visits take */
  | {
      readonly kind: 'long_service';
      readonly counter: string;
      readonly ticket: Ticket;
      readonly since: number;
      readonly usualMinutes: number;
    }
  /** called long ago, and neither started nor marked missed; or still "served" long after the hall has closed */
  | {
      readonly kind: 'forgotten';
      readonly counter: string;
      readonly ticket: Ticket;
      readonly since: number;
    }
  /** a display or kiosk that should be at work says nothing; null: it never has */
  | {
      readonly kind: 'silent_screen';
      readonly device: string;
      readonly name: string;
      readonly since: number | null;
    }
  /** bookings that no longer fit, because of a closure or fewer places */
  | { readonly kind: 'conflicts'; readonly count: number };

export interface AlarmAsk {
  readonly floor: Floor;
  readonly context: HallContext;
  /** of the hall, as everybody is told it */
  readonly state: HallStateKind;
  /** end of today's last session, epoch ms; null: not open today */
  readonly closedAt: number | null;
  /** codes of counters whose clerks are gone */
  readonly unattended: readonly string[];
  readonly silent: readonly {
    readonly device: string;
    readonly name: string;
    readonly since: number | null;
  }[];
  /** bookings that do not fit */
  readonly conflicts: number;
}

/** So many times the usual is too long. */
const tooLong = 3;
/** A service that is planned with a minute or two is not looked at before this, minutes. */
const shortestLook = 10;
/** Who was called stands there within this, minutes; the shortest of services take longer. */
const comesWithin = 10;
/** Somebody who is served so long after the hall has closed has gone home, minutes. */
const stillServed = 30;

/** In these states somebody who waits is owed a call: not before opening, at lunch, or when nobody is at a counter any more. */
export const callingStates: ReadonlySet<HallStateKind> = new Set<HallStateKind>([
  'open',
  'last_call',
  'closing',
]);

/** Everything on a floor that somebody has to do something about, the most pressing first, then the oldest. */
export function alarmsOf(ask: AlarmAsk): readonly Alarm[] {
  const { floor, unattended, silent, conflicts, state } = ask;
  const found: Alarm[] = [];
  for (const each of floor.counters)
    found.push(...alarmsAt(each, unattended.includes(each.counter.code), ask));
  if (callingStates.has(state) || isLeft(ask))
    for (const each of floor.queues) found.push(...alarmOfQueue(each, ask));
  found.push(...silent.map((screen): Alarm => ({ kind: 'silent_screen', ...screen })));
  if (conflicts > 0) found.push({ kind: 'conflicts', count: conflicts });
  return found.sort((a, b) => rank(a) - rank(b) || sinceOf(a) - sinceOf(b));
}

/** After closing with nobody at a counter: whoever waits still is owed a call, or the end of the day. */
function isLeft({ state, closedAt, context: { now } }: AlarmAsk): boolean {
  return state === 'closed' && closedAt !== null && now >= closedAt;
}

/** About somebody in the hall, who cannot wait until it opens; machines and bookings can. */
export function isAboutVisitors(alarm: Alarm): boolean {
  switch (alarm.kind) {
    case 'silent_screen':
    case 'conflicts':
      return false;
    case 'left_behind':
      return alarm.ticket !== null;
    default:
      return true;
  }
}

/** What an alarm is about, as long as it lasts: the same text is the same alarm. */
export function alarmSubject(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'help':
    case 'left_behind':
      return `${alarm.kind} ${alarm.counter}`;
    case 'unserved_queue':
    case 'long_wait':
      return `${alarm.kind} ${alarm.queue}`;
    case 'long_service':
    case 'forgotten':
      return `${alarm.kind} ${alarm.counter} ${alarm.ticket.number}`;
    case 'silent_screen':
      return `${alarm.kind} ${alarm.device}`;
    case 'conflicts':
      return alarm.kind;
  }
}

function alarmsAt(
  { counter, state, ticket, usualMinutes }: FloorCounter,
  left: boolean,
  ask: AlarmAsk,
): Alarm[] {
  const { code } = counter;
  const found: Alarm[] = [];
  if (state.helpSince !== null) found.push({ kind: 'help', counter: code, since: state.helpSince });
  if (left && state.state !== 'closed') found.push({ kind: 'left_behind', counter: code, ticket });
  const since = ticket?.calledAt ?? null;
  if (ticket === null || since === null || usualMinutes === null) return found;
  const { now } = ask.context;
  const minutes = (now - since) / minute;
  const over = ask.closedAt !== null && now >= ask.closedAt + stillServed * minute;
  if (ticket.state === 'called' ? minutes >= comesWithin : over)
    found.push({ kind: 'forgotten', counter: code, ticket, since });
  else if (ticket.state === 'serving' && minutes >= Math.max(shortestLook, tooLong * usualMinutes))
    found.push({ kind: 'long_service', counter: code, ticket, since, usualMinutes });
  return found;
}

/** One a queue: where nobody can be called, that is why they wait. */
function alarmOfQueue(
  { queue, waiting, unserved }: FloorQueue,
  { context: { site, now } }: AlarmAsk,
): Alarm[] {
  const first = longestOf(unserved);
  if (first !== null)
    return [
      {
        kind: 'unserved_queue',
        queue: queue.id,
        waiting: unserved.length,
        oldest: first,
        since: waitsFrom(first),
      },
    ];
  const targetMinutes = site.hall.calledWithin;
  const late = waiting.filter((ticket) => now - waitsFrom(ticket) > targetMinutes * minute);
  const oldest = longestOf(late);
  if (oldest === null) return [];
  const since = waitsFrom(oldest);
  return [{ kind: 'long_wait', queue: queue.id, waiting: late.length, oldest, since, targetMinutes }];
}

function rank({ kind }: Alarm): number {
  return alarmKinds.indexOf(kind);
}

function sinceOf(alarm: Alarm): number {
  return 'since' in alarm ? (alarm.since ?? 0) : 0;
}
