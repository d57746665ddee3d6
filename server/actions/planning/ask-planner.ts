import { localDate, minutesOf, weekdayOf } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome } from '../../domain/outcome.ts';
import type { RecordedDay } from '../../domain/queue/forecast/recorded-day.ts';
import { plannedMinutes } from '../../domain/queue/forecast/service-times.ts';
import type { Demand } from '../../domain/queue/planning/day-visitors.ts';
import {
  type HalfHour,
  halfHoursOf,
  type Sessions,
  type StaffPlan,
  stepMinutes,
} from '../../domain/queue/planning/half-hours.ts';
import type { LeastAsk } from '../../domain/queue/planning/least-plan.ts';
import type { PlanHall } from '../../domain/queue/planning/plan-hall.ts';
import type { DayAnswer } from '../../domain/queue/planning/planning-answer.ts';
import { type StoredRecord, storedRecords } from '../../store/statistics/recorded-day-query.ts';
import type { System } from '../system.ts';

/** Recorded days that are learned from, and of them those that a weekday is like. */
const [daysLearned, daysAlike] = [60, 8];

/** A weekday of a site as it is planned. */
export interface Weekday {
  readonly site: Site;
  /** 1 = Monday … 7 = Sunday */
  readonly weekday: number;
  readonly sessions: Sessions;
  readonly halfHours: readonly HalfHour[];
  readonly records: readonly StoredRecord[];
  /** those that it is like: of the same weekday, else all */
  readonly alike: readonly StoredRecord[];
}

/** The site's usual hours of a weekday, minutes after midnight. */
function usualSessions(site: Pick<Site, 'sessions'>, weekday: number): Sessions {
  return site.sessions
    .filter((session) => session.weekday === weekday)
    .map(({ opens, closes }) => [minutesOf(opens), minutesOf(closes)] as const)
    .sort(([a], [b]) => a - b);
}

export async function weekdayAt(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  site: Site,
  weekday: number,
): Promise<Weekday> {
  const today = localDate(clock.now(), site.timeZone);
  const records = await storedRecords(database.reader, site.code, today, daysLearned);
  const same = records.filter(({ day }) => weekdayOf(day) === weekday).slice(-daysAlike);
  const sessions = usualSessions(site, weekday);
  return {
    site,
    weekday,
    sessions,
    halfHours: halfHoursOf(sessions),
    records,
    alike: same.length > 0 ? same : records.slice(-daysAlike),
  };
}

/** How many counters called in each half hour of the last days that it is like, on average; where none was recorded, all of them. */
export function usualPlan({ site, halfHours, alike }: Weekday): StaffPlan {
  const days = alike.slice(-3).map(({ record }) => JSON.parse(record) as RecordedDay);
  return halfHours.map(({ from, open }) => {
    if (!open) return 0;
    if (days.length === 0) return site.counters.length;
    const minutes = days.flatMap(({ worked }) =>
      Object.values(worked)
        .flat()
        .map(([start, end]) => Math.max(0, Math.min(end, from + stepMinutes) - Math.max(start, from))),
    );
    const sum = minutes.reduce((total, each) => total + each, 0);
    return Math.min(site.counters.length, Math.max(1, Math.round(sum / stepMinutes / days.length)));
  });
}

export interface DayAsk {
  readonly demand: Demand;
  /** minutes */
  readonly targetMinutes: number;
  readonly plans: readonly StaffPlan[];
  readonly least: LeastAsk | null;
}

/** Asks the planner about a weekday. Refuses with planner_busy and planner_too_long. */
export async function askAboutDay(
  { planner }: Pick<System, 'planner'>,
  catalogue: Catalogue,
  at: Weekday,
  ask: DayAsk,
): Promise<Outcome<DayAnswer>> {
  const outcome = await planner.ask({
    kind: 'day',
    hall: planHallOf(at.site, catalogue, at.sessions),
    records: at.records.map(({ record }) => record),
    like: at.alike.map(({ day }) => day),
    seed: 20_000 + at.weekday,
    ...ask,
  });
  return outcome.ok ? accept(outcome.value) : outcome;
}

export function planHallOf(site: Site, catalogue: Catalogue, sessions: Sessions): PlanHall {
  const { queues, services, counters, hall } = site;
  return {
    site: { queues, services, counters, hall },
    sessions,
    planned: [...plannedMinutes(site, catalogue.services)],
  };
}
