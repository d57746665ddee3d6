import { dayLong, hour } from '../calendar/durations.ts';
import { addDays, instantOf, localDate, weekdayOf } from '../calendar/local-time.ts';
import { endOfMonth, monthOf } from '../calendar/months.ts';

export const reportRhythms = ['daily', 'weekly', 'monthly'] as const;
export type ReportRhythm = (typeof reportRhythms)[number];

/** A day, a week from Monday to Sunday, or a month; local dates of each office, both included. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
}

export interface ReportPlan {
  readonly rhythm: ReportRhythm;
  /** wall time at the offices, "HH:MM" */
  readonly at: string;
  /** epoch ms: what was to be sent at or before it is not sent */
  readonly since: number;
}

/**
 * How long a report that could not be sent on time is made up for. A day's is, until that of the next day is due. A week's or a month's that
 * is later than this would come shortly before the one after it, and can be asked for on its page.
 */
export const longestLate: Readonly<Record<ReportRhythm, number>> = {
  daily: dayLong + hour,
  weekly: 3 * dayLong,
  monthly: 10 * dayLong,
};

/** The last period that is over when a local date begins. */
export function lastPeriod(rhythm: ReportRhythm, date: string): ReportPeriod {
  if (rhythm === 'daily') return { from: addDays(date, -1), to: addDays(date, -1) };
  if (rhythm === 'weekly') {
    const to = addDays(date, -weekdayOf(date));
    return { from: addDays(to, -6), to };
  }
  const month = monthOf(addDays(`${monthOf(date)}-01`, -1));
  return { from: `${month}-01`, to: endOfMonth(month) };
}

/** When a period is told: on the day after it, when it is that time at every office, so that no office's day is cut. Epoch ms. */
export function sendingTime({ to }: ReportPeriod, at: string, zones: readonly string[]): number {
  return Math.max(...zones.map((zone) => instantOf(addDays(to, 1), at, zone)));
}

/** The newest period whose time has come at `now` (epoch ms), however late that is. `zones`: those of the offices, at least one. */
export function newestPeriod(
  { rhythm, at }: Pick<ReportPlan, 'rhythm' | 'at'>,
  zones: readonly [string, ...string[]],
  now: number,
): ReportPeriod {
  const [first] = zones.map((zone) => localDate(now, zone)).sort();
  let period = lastPeriod(rhythm, first ?? localDate(now, zones[0]));
  while (sendingTime(period, at, zones) > now) period = lastPeriod(rhythm, period.from);
  return period;
}

/**
 * The period that is to be told at `now` (epoch ms), if it has not been; null: none. It never is more than the newest one: after some nights
 * without a machine a row of mails would hide that of yesterday, and the days before stand beside each other in the statistics.
 */
export function duePeriod(plan: ReportPlan, zones: readonly string[], now: number): ReportPeriod | null {
  const [zone, ...others] = zones;
  if (zone === undefined) return null;
  const period = newestPeriod(plan, [zone, ...others], now);
  const at = sendingTime(period, plan.at, zones);
  return at > plan.since && now - at < longestLate[plan.rhythm] ? period : null;
}

/** When the next one is to be told, epoch ms; null: at no office. */
export function nextSending(plan: ReportPlan, zones: readonly string[], now: number): number | null {
  const [zone, ...others] = zones;
  if (zone === undefined) return null;
  const { to } = newestPeriod(plan, [zone, ...others], now);
  // the day after the last day of the one that follows
  const after = plan.rhythm === 'daily' ? addDays(to, 2) : addDays(to, plan.rhythm === 'weekly' ? 8 : 40);
  const next = plan.rhythm === 'monthly' ? `${monthOf(after)}-01` : after;
  return sendingTime(lastPeriod(plan.rhythm, next), plan.at, zones);
}
