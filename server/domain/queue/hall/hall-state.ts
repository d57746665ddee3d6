import { addDays, localDate } from '../../calendar/local-time.ts';
import { type DayOpening, openingOn } from '../../calendar/opening-hours.ts';
import { queueClosedAt } from '../../calendar/part-closures.ts';
import type { PublishedCalendar } from '../../calendar/published-calendar.ts';
import type { Site } from '../../catalogue/site.ts';
import type { Words } from '../../catalogue/words.ts';
import type { CounterState, Hall } from './hall.ts';
import type { Ticket } from './ticket.ts';

export const hallStates = [
  'before_opening',
  'open',
  'last_call',
  'break',
  'closing',
  'closed',
  'paused',
] as const;

/**
 * `last_call`: who takes a ticket now would not be served before closing; `break`: between two sessions of the day; `closing`: no more
 * tickets, those who are here are still served; `paused`: by staff, within the hours.
 */
export type HallStateKind = (typeof hallStates)[number];

/** Whether a hall is open, as everybody is told it (H8). Instants are epoch ms. */
export interface HallState {
  readonly kind: HallStateKind;
  /** when it opens next: unless it is open; null: open now, or not within three weeks */
  readonly opensAt: number | null;
  /** end of the day's last session; null: it is over */
  readonly closesAt: number | null;
  /** end of the session under way; null: none is */
  readonly openUntil: number | null;
  /** why it is paused, opens later than usual or is closed all day; null: nothing to say. A closed hall without one was open today. */
  readonly reason: Words | null;
  /** within the hours only, when there are any; all of them closed, the hall is paused */
  readonly closedQueues?: readonly ClosedQueue[];
}

/** A queue that is closed while the hall is open, by a closure of its own or of all its counters. */
export interface ClosedQueue {
  /** queue id */
  readonly queue: string;
  /** epoch ms */
  readonly until: number;
  readonly reason: Words;
}

/** As much of a hall as says whether it is open; its tickets and counters may be some that stand for all in the same state. */
export interface HallAtWork extends Pick<Hall, 'day' | 'state' | 'pauseReason'> {
  readonly tickets: ReadonlyMap<string, Pick<Ticket, 'state'>>;
  readonly counters: ReadonlyMap<string, Pick<CounterState, 'state'>>;
}

export interface HallStateAsk {
  readonly site: Site;
  readonly calendar: PublishedCalendar;
  /** of today; null: nothing has happened there, or nobody is queued there at all */
  readonly hall: HallAtWork | null;
  /** epoch ms */
  readonly now: number;
  /** whether nobody who takes a ticket now would be served before closing, as `stoppedQueues` judges */
  readonly lastCallPassed: boolean;
}

const daysLookedAt = 21;

/** The one truth about being open (H8), of hours, calendar, closures, the hall and the time alone. */
export function hallStateOf(ask: HallStateAsk): HallState {
  const { site, calendar, hall, now } = ask;
  const day = hall?.day ?? localDate(now, site.timeZone);
  const opening = openingOn(site, calendar, day);
  const closesAt = opening.sessions.at(-1)?.closes ?? null;
  if (hall?.state === 'closed' || closesAt === null || now >= closesAt) return overToday(ask, day, opening);
  const session = opening.sessions.find(({ closes }) => now < closes);
  if (session !== undefined && session.opens <= now) return duringSession(ask, closesAt, session.closes);
  const first = session === opening.sessions[0];
  return {
    kind: first ? 'before_opening' : 'break',
    opensAt: session?.opens ?? null,
    closesAt,
    openUntil: null,
    reason: first ? opening.reason : null,
  };
}

/** The queues of a site that are closed at an instant (epoch ms) within its hours. */
function closedQueues(site: Site, now: number): readonly ClosedQueue[] {
  return site.queues.flatMap(({ id }) => {
    const closed = queueClosedAt(site, id, now);
    return closed === null ? [] : [{ queue: id, until: closed.until, reason: closed.closure.reason }];
  });
}

function duringSession(
  { site, hall, now, lastCallPassed }: HallStateAsk,
  closesAt: number,
  openUntil: number,
): HallState {
  if (hall?.state === 'paused') {
    const why = hall.pauseReason;
    const reason = why === null || why === '' ? null : { 'zh-CN': why, en: why };
    return { kind: 'paused', opensAt: null, closesAt, openUntil, reason };
  }
  const closed = closedQueues(site, now);
  const its = {
    opensAt: null,
    closesAt,
    openUntil,
    ...(closed.length === 0 ? {} : { closedQueues: closed }),
  };
  const serving = new Set(site.services.map(({ queue }) => queue));
  const open = [...serving].filter((queue) => !closed.some((one) => one.queue === queue));
  if (serving.size > 0 && open.length === 0)
    return { ...its, kind: 'paused', reason: closed[0]?.reason ?? null };
  return { ...its, kind: lastCallPassed ? 'last_call' : 'open', reason: null };
}

function overToday({ site, calendar, hall, now }: HallStateAsk, day: string, opening: DayOpening): HallState {
  const kind = hall !== null && isServing(hall) ? 'closing' : 'closed';
  const whole = opening.sessions.length === 0;
  return {
    kind,
    opensAt: nextOpening(site, calendar, addDays(day, 1), now),
    closesAt: null,
    openUntil: null,
    reason: whole ? whyClosed(opening) : null,
  };
}

const weekend: Words = { 'zh-CN': '周末', en: 'weekend' };
const noHours: Words = { 'zh-CN': '无办公安排', en: 'no office hours' };

function whyClosed({ reason, status }: DayOpening): Words {
  if (reason !== null) return reason;
  // the notices name a holiday in Chinese only
  if (status.kind === 'holiday') return { 'zh-CN': status.name ?? '法定节假日', en: 'public holiday' };
  return status.kind === 'weekend' ? weekend : noHours;
}

/** Somebody waits or is at a counter, and there is a counter left to serve them. */
function isServing(hall: HallAtWork): boolean {
  if (hall.state === 'closed') return false;
  const here = [...hall.tickets.values()].some(({ state }) => inHall.has(state));
  return here && [...hall.counters.values()].some(({ state }) => state !== 'closed');
}

const inHall: ReadonlySet<Ticket['state']> = new Set(['waiting', 'called', 'serving']);

/** Start of the first session from a date on, epoch ms; null: none within three weeks. */
function nextOpening(site: Site, calendar: PublishedCalendar, from: string, now: number): number | null {
  for (let ahead = 0; ahead < daysLookedAt; ahead += 1) {
    const { sessions } = openingOn(site, calendar, addDays(from, ahead));
    const next = sessions.find(({ opens }) => opens > now);
    if (next !== undefined) return next.opens;
  }
  return null;
}
