import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { minute } from '../../domain/calendar/durations.ts';
import { weekdayOfHours } from '../../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type BranchPast, learnBranch } from '../../domain/queue/forecast/branch-past.ts';
import type { RecordedDay } from '../../domain/queue/forecast/recorded-day.ts';
import { plannedMinutes, type ServiceTimes } from '../../domain/queue/forecast/service-times.ts';
import type { PlannedHalfHour } from '../../domain/queue/forecast/staffing-draw.ts';
import { type LevelsBefore, levelsOf } from '../../domain/queue/forecast/told-levels.ts';
import { mannedPlan } from '../../domain/queue/planning/manned-plan.ts';
import {
  type PlannedWeek,
  plannedStaffing,
  plannedStaffingOf,
} from '../../store/queue/planned-staffing-query.ts';
import { recordedDays, recordedDaysOf } from '../../store/statistics/recorded-day-query.ts';

const learnEvery = 5 * minute;
/** four weeks of working days */
const daysLearned = 20;

/** What a site's earlier days and its plan say about today. */
export interface Learned {
  readonly times: ServiceTimes;
  readonly past: BranchPast;
  readonly levels: LevelsBefore;
  /** how the weekday is staffed by its plan; none: nothing is planned */
  readonly plan: readonly PlannedHalfHour[];
}

/** What is known of a site's earlier days, and what is planned for its week. */
interface ToLearn {
  readonly site: Site;
  /** local date */
  readonly day: string;
  readonly days: readonly RecordedDay[];
  readonly week: PlannedWeek;
}

interface Known {
  readonly at: number;
  readonly version: number;
  readonly day: string;
  readonly learned: Learned;
}

/** What is learned from each site's recorded days, learned anew every few minutes. The same rows give the same answer on all processes. */
export class ServiceTimesCache {
  readonly #elapsed: () => number;
  readonly #known = new Map<string, Known>();

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** For the site's `day` (local date). */
  async of(site: Site, day: string, catalogue: Catalogue, connection: Knex): Promise<Learned> {
    const known = this.#fresh(site, day, catalogue);
    if (known !== null) return known;
    const days = await recordedDays(connection, site.code, day, daysLearned);
    const week = await plannedStaffing(connection, site.code);
    return this.#learn({ site, day, days, week }, catalogue);
  }

  /** Asks for several sites together, each with its day, what `of` would ask for each. */
  async prepare(
    asked: readonly { readonly site: Site; readonly day: string }[],
    catalogue: Catalogue,
    connection: Knex,
  ): Promise<void> {
    const missing = asked.filter(({ site, day }) => this.#fresh(site, day, catalogue) === null);
    if (missing.length === 0) return;
    const dates = new Map(missing.map(({ site, day }) => [site.code, day]));
    const days = await recordedDaysOf(connection, dates, daysLearned);
    const weeks = await plannedStaffingOf(connection, [...dates.keys()]);
    for (const { site, day } of missing)
      await this.#learn(
        { site, day, days: days.get(site.code) ?? [], week: weeks.get(site.code) ?? new Map() },
        catalogue,
      );
  }

  #fresh(site: Site, day: string, { version }: Catalogue): Learned | null {
    const known = this.#known.get(site.code);
    const isFresh =
      known?.version === version && known.day === day && this.#elapsed() - known.at < learnEvery;
    return isFresh ? known.learned : null;
  }

  async #learn({ site, day, days, week }: ToLearn, catalogue: Catalogue): Promise<Learned> {
    const at = this.#elapsed();
    // each step for itself: what they take together is long for a loop that serves
    await setImmediate();
    const past = learnBranch(days, plannedMinutes(site, catalogue.services));
    await setImmediate();
    const planned = week.get(weekdayOfHours(site, catalogue.calendar, day));
    const manned = mannedPlan(site, catalogue.calendar, day, planned) ?? [];
    const plan = [...manned].map(([from, counters]) => ({ from, counters }));
    const learned = { times: past.times, past, levels: levelsOf(days), plan };
    this.#known.set(site.code, { at, version: catalogue.version, day, learned });
    return learned;
  }
}
