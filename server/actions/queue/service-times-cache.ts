import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { minute } from '../../domain/calendar/durations.ts';
import { weekdayOfHours } from '../../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type BranchPast, learnBranch } from '../../domain/queue/forecast/branch-past.ts';
import { plannedMinutes, type ServiceTimes } from '../../domain/queue/forecast/service-times.ts';
import type { PlannedHalfHour } from '../../domain/queue/forecast/staffing-draw.ts';
import { type LevelsBefore, levelsOf } from '../../domain/queue/forecast/told-levels.ts';
import { mannedPlan } from '../../domain/queue/planning/manned-plan.ts';
import { plannedStaffing } from '../../store/queue/planned-staffing-query.ts';
import { recordedDays } from '../../store/statistics/recorded-day-query.ts';

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
    const known = this.#known.get(site.code);
    const at = this.#elapsed();
    const { version } = catalogue;
    if (known?.version === version && known.day === day && at - known.at < learnEvery) return known.learned;
    const days = await recordedDays(connection, site.code, day, daysLearned);
    // each step for itself: what they take together is long for a loop that serves
    await setImmediate();
    const past = learnBranch(days, plannedMinutes(site, catalogue.services));
    await setImmediate();
    const weekday = weekdayOfHours(site, catalogue.calendar, day);
    const planned = (await plannedStaffing(connection, site.code)).get(weekday);
    const manned = mannedPlan(site, catalogue.calendar, day, planned) ?? [];
    const plan = [...manned].map(([from, counters]) => ({ from, counters }));
    const learned = { times: past.times, past, levels: levelsOf(days), plan };
    this.#known.set(site.code, { at, version, day, learned });
    return learned;
  }
}
