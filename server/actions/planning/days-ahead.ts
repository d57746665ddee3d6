import { minute } from '../../domain/calendar/durations.ts';
import {
  addDays,
  daysBetween,
  instantOfMinutes,
  localDate,
  weekdayOf,
} from '../../domain/calendar/local-time.ts';
import { weekdayOfHours } from '../../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { DayKind } from '../../domain/queue/planning/expected-day.ts';
import { halfHoursOf } from '../../domain/queue/planning/half-hours.ts';
import { mannedPlan, sessionsOn } from '../../domain/queue/planning/manned-plan.ts';
import type { AheadAnswer, AheadDay } from '../../domain/queue/planning/planning-answer.ts';
import { loadArrivals } from '../../store/booking/arrivals-query.ts';
import { plannedStaffing } from '../../store/queue/planned-staffing-query.ts';
import { storedRecords } from '../../store/statistics/recorded-day-query.ts';
import type { System } from '../system.ts';
import { planHallOf } from './ask-planner.ts';
import { plannedRevision } from './plan-weekday.ts';

const daysLearned = 60;
/** More closed days in a row than this are holidays. */
const weekend = 2;

type Parts = Pick<System, 'database' | 'clock' | 'planner'>;

export interface DateAhead {
  /** local date */
  readonly date: string;
  /** whose hours and plan it has: 1 = Monday … 7 = Sunday */
  readonly weekday: number;
  /** of what is planned for it */
  readonly revision: string;
  readonly day: AheadDay;
}

/** The open dates among the next `count` days, with what is booked and planned for each. */
export async function datesAhead(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  site: Site,
  catalogue: Catalogue,
  count: number,
): Promise<readonly DateAhead[]> {
  const today = localDate(clock.now(), site.timeZone);
  const planned = await plannedStaffing(database.reader, site.code);
  const found: DateAhead[] = [];
  for (let days = 1; days <= count; days += 1) {
    const date = addDays(today, days);
    const sessions = sessionsOn(site, catalogue.calendar, date);
    if (sessions.length === 0) continue;
    const midnight = instantOfMinutes(date, 0, site.timeZone);
    const bookings = (await loadArrivals(database.reader, site.code, date)).map(({ start, services }) => ({
      start: (start - midnight) / minute,
      services,
    }));
    const kind = kindOf(site, catalogue, date);
    const weekday = weekdayOfHours(site, catalogue.calendar, date);
    const plan = mannedPlan(site, catalogue.calendar, date, planned.get(weekday));
    const day: AheadDay = {
      hall: planHallOf(site, catalogue, sessions),
      kind,
      days,
      bookings,
      plan: plan === undefined ? null : halfHoursOf(sessions).map(({ from }) => plan.get(from) ?? 0),
    };
    found.push({ date, weekday, revision: plannedRevision(planned.get(weekday)), day });
  }
  return found;
}

/** Asks the planner about dates that come. Refuses with planner_busy and planner_too_long. */
export async function askAhead(
  { database, clock, planner }: Parts,
  site: Site,
  catalogue: Catalogue,
  dates: readonly DateAhead[],
): Promise<Outcome<AheadAnswer>> {
  const today = localDate(clock.now(), site.timeZone);
  const records = await storedRecords(database.reader, site.code, today, daysLearned);
  return planner.ask({
    kind: 'ahead',
    records: records.map(({ record }) => record),
    kinds: records.map(({ day }) => [day, kindOf(site, catalogue, day)] as const),
    targetMinutes: site.hall.calledWithin,
    days: dates.map(({ day }) => day),
    seed: 30_000 + daysBetween('2026-01-01', today),
  });
}

function kindOf(site: Site, catalogue: Catalogue, date: string): DayKind {
  let closed = 0;
  while (closed < 15 && sessionsOn(site, catalogue.calendar, addDays(date, -1 - closed)).length === 0)
    closed += 1;
  return {
    weekday: weekdayOf(date),
    monthEnd: addDays(date, 3).slice(0, 7) !== date.slice(0, 7),
    afterClosed: closed > weekend,
  };
}
