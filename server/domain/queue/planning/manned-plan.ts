import { minute } from '../../calendar/durations.ts';
import { instantOfMinutes } from '../../calendar/local-time.ts';
import { openingOn, weekdayOfHours } from '../../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../../calendar/published-calendar.ts';
import type { Site } from '../../catalogue/site.ts';
import { type AtWork, bounds, fewestAtWork, workOn } from '../../staff/roster.ts';
import { halfHoursOf, type Sessions, stepMinutes } from './half-hours.ts';

/** A local date's hours, minutes after midnight; none: it is closed. */
export function sessionsOn(site: Site, calendar: PublishedCalendar, date: string): Sessions {
  const midnight = instantOfMinutes(date, 0, site.timeZone);
  return openingOn(site, calendar, date).sessions.map(
    ({ opens, closes }) => [(opens - midnight) / minute, (closes - midnight) / minute] as const,
  );
}

/** Who stands in the roster of a date; null: no roster bounds anything then. */
export function rosteredOn(site: Site, calendar: PublishedCalendar, date: string): readonly AtWork[] | null {
  if (site.roster === undefined || !bounds(site.roster, date)) return null;
  return workOn(site.roster, { date, weekday: weekdayOfHours(site, calendar, date) });
}

/** The fewest at work in a half hour while the hall is open in it; null: it is shut. */
export function atWorkIn(work: readonly AtWork[], sessions: Sessions, from: number): number | null {
  const open = sessions
    .map(([opens, closes]) => [Math.max(opens, from), Math.min(closes, from + stepMinutes)] as const)
    .filter(([begins, ends]) => begins < ends);
  if (open.length === 0) return null;
  return Math.min(...open.map(([begins, ends]) => fewestAtWork(work, begins, ends)));
}

/**
 * Counters that call on a date, by half hour (minutes after midnight): those that are planned for its weekday, and never more than there are
 * people at work; without a plan as many as people and counters allow. Undefined: neither a plan nor a roster says anything.
 */
export function mannedPlan(
  site: Site,
  calendar: PublishedCalendar,
  date: string,
  planned: ReadonlyMap<number, number> | undefined,
): ReadonlyMap<number, number> | undefined {
  const work = rosteredOn(site, calendar, date);
  if (work === null) return planned;
  const sessions = sessionsOn(site, calendar, date);
  return new Map(
    halfHoursOf(sessions).map(({ from }) => {
      const wanted = planned === undefined ? site.counters.length : (planned.get(from) ?? 0);
      return [from, Math.min(wanted, atWorkIn(work, sessions, from) ?? 0)];
    }),
  );
}
