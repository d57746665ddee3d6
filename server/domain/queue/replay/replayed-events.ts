import { dayBounds } from '../../calendar/local-time.ts';
import type { DayOpening } from '../../calendar/opening-hours.ts';
import type { Site } from '../../catalogue/site.ts';
import type { HallEvent } from '../hall/hall.ts';
import { type StandingEvent, standingEvents } from '../hall/undone.ts';

/** What a day is looked at again from. */
export interface ReplayAsk {
  /** as it is today: of counters and queues that are no more only the codes are known */
  readonly site: Site;
  /** local date */
  readonly day: string;
  readonly sessions: DayOpening['sessions'];
  /** all of the day, in order */
  readonly events: readonly HallEvent[];
  /** epoch ms: a day that is not over is shown up to now */
  readonly now: number;
}

/** What counts of a day's events, and from when to when the day is shown. Instants are epoch ms. */
export interface ReplayedEvents {
  /** with new versions, without a gap: what was taken back is left out, and so is what happened after `to` */
  readonly events: readonly HallEvent[];
  readonly from: number;
  readonly to: number;
  /** commands that were taken back, and ends of the day */
  readonly takenBack: number;
  /** put right by a supervisor after `to`: known to the figures, not to the picture */
  readonly correctedLater: number;
}

/**
 * The events that are shown. Commands that were taken back are left out, as they are in all figures. A day ends with the last session
 * or with the last thing that somebody did in it, whichever is later: that tickets become void at midnight, and that a supervisor puts
 * one right in the evening, is nothing that anybody waited for. Null: nothing has happened.
 */
export function replayedEvents({ site, day, sessions, events, now }: ReplayAsk): ReplayedEvents | null {
  const standing = upTo(standingEvents(events), now);
  const first = standing[0];
  if (first === undefined) return null;
  const bounds = dayBounds(day, site.timeZone);
  const end = standing.findLast((event) => event.type === 'day_closed');
  const isOfEnd = ({ version, at }: StandingEvent): boolean =>
    end !== undefined &&
    version <= end.version &&
    // of days of old it is not known with which event their end began
    (end.from === undefined ? at === end.at : version >= end.from);
  const acts = standing.filter(
    (event) => !isOfEnd(event) && !afterwards.has(event.type) && !isCleanUp(event),
  );
  const lastAct = Math.max(first.at, ...acts.slice(-1).map(({ at }) => at));
  const opens = Math.min(first.at, ...sessions.map((each) => each.opens));
  const closes = Math.max(lastAct, ...sessions.map((each) => each.closes));
  const from = Math.max(bounds.start, floor(opens));
  const to = Math.min(ceil(closes), Math.max(ceil(from + 1), floor(now)), bounds.end);
  const shown = upTo(standing, to);
  return {
    events: shown.map((event, index) => ({ ...event, version: index + 1 })),
    from,
    to,
    takenBack: events.filter(({ type }) => type === 'command_undone' || type === 'day_reopened').length,
    correctedLater: standing.slice(shown.length).filter(({ type }) => type === 'ticket_corrected').length,
  };
}

/** All up to an instant; clocks of several processes may differ by a little, and no event is left out between two others. */
function upTo(events: readonly StandingEvent[], instant: number): readonly StandingEvent[] {
  return events.slice(0, events.findLastIndex(({ at }) => at <= instant) + 1);
}

/** Done about a day rather than in it. */
const afterwards: ReadonlySet<HallEvent['type']> = new Set([
  'ticket_corrected',
  'ticket_opened',
  'day_closed',
]);

function isCleanUp(event: StandingEvent): boolean {
  return event.type === 'visit_not_recorded' || (event.type === 'ticket_voided' && event.byStaff !== true);
}

function floor(at: number): number {
  return Math.floor(at / 60_000) * 60_000;
}

function ceil(at: number): number {
  return Math.ceil(at / 60_000) * 60_000;
}
