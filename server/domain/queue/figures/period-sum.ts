import { type DayFold, type ToldFold, type WaitFold, type WaitKind, waitKinds } from './day-fold.ts';
import type { DayStatistics, HourStatistics } from './day-statistics.ts';
import {
  type CounterStatistics,
  type PeriodStatistics,
  type ServiceStatistics,
  type WaitStatistics,
  waitBands,
} from './period-statistics.ts';
import { TimeTally } from './time-tally.ts';

const counted = [
  'tickets',
  'appointments',
  'walkIns',
  'priority',
  'served',
  'missed',
  'left',
  'notReached',
  'notRecorded',
] as const satisfies readonly (keyof DayStatistics)[];

const noOutcomes = { completed: 0, missing_materials: 0, referred: 0 };

/** Waits of one kind of visitors, and how what they were told came out. */
class WaitSum {
  readonly times = new TimeTally();
  #told: ToldFold = { compared: 0, inside: 0, shorter: 0, longer: 0 };

  add({ waits, told }: WaitFold): void {
    this.times.add(waits);
    const known = this.#told;
    this.#told = {
      compared: known.compared + told.compared,
      inside: known.inside + told.inside,
      shorter: known.shorter + told.shorter,
      longer: known.longer + told.longer,
    };
  }

  total(): WaitStatistics {
    return { wait: this.times.summary(), told: this.#told };
  }
}

/** Days of one hall or of several, put together one after the other: none has to be kept, and between two there is time for others. */
export class PeriodSum {
  #days = 0;
  readonly #counts = Object.fromEntries(counted.map((name) => [name, 0])) as Record<
    (typeof counted)[number],
    number
  >;
  #outcomes: DayStatistics['outcomes'] = noOutcomes;
  readonly #everybody = new WaitSum();
  readonly #waiting = Object.fromEntries(waitKinds.map((kind) => [kind, new WaitSum()])) as Record<
    WaitKind,
    WaitSum
  >;
  readonly #service = new TimeTally();
  readonly #hours = new Map<number, HourStatistics>();
  readonly #services = new Map<string, ServiceStatistics>();
  readonly #counters = new Map<string, CounterStatistics>();

  add(fold: DayFold): void {
    const { statistics, waiting } = fold;
    if (statistics.tickets > 0) this.#days += 1;
    for (const name of counted) this.#counts[name] += statistics[name];
    const { completed, missing_materials, referred } = this.#outcomes;
    this.#outcomes = {
      completed: completed + statistics.outcomes.completed,
      missing_materials: missing_materials + statistics.outcomes.missing_materials,
      referred: referred + statistics.outcomes.referred,
    };
    for (const kind of waitKinds) this.#waiting[kind].add(waiting[kind]);
    // everybody has either an appointment or none
    for (const kind of ['appointment', 'walk_in'] as const) this.#everybody.add(waiting[kind]);
    this.#service.add(fold.serviceTimes);
    for (const hour of statistics.hours) this.#addHour(hour);
    for (const [code, asked] of Object.entries(statistics.services)) this.#addService(code, asked);
    for (const [code, ended] of Object.entries(fold.services)) this.#addService(code, ended);
    for (const [code, more] of Object.entries(fold.counters)) this.#addCounter(code, more);
  }

  total(): PeriodStatistics {
    return {
      days: this.#days,
      ...this.#counts,
      outcomes: this.#outcomes,
      ...this.#everybody.total(),
      waiting: Object.fromEntries(
        waitKinds.map((kind) => [kind, this.#waiting[kind].total()]),
      ) as PeriodStatistics['waiting'],
      bands: bandsOf(this.#everybody.times),
      service: this.#service.summary(),
      hours: hoursOf(this.#hours),
      services: this.#services,
      counters: this.#counters,
    };
  }

  #addHour({ hour, issued, called, served }: HourStatistics): void {
    const known = this.#hours.get(hour) ?? { hour, issued: 0, called: 0, served: 0 };
    this.#hours.set(hour, {
      hour,
      issued: known.issued + issued,
      called: known.called + called,
      served: known.served + served,
    });
  }

  #addService(code: string, more: Partial<ServiceStatistics>): void {
    const known = this.#services.get(code) ?? { visits: 0, items: 0, served: 0, missingMaterials: 0 };
    this.#services.set(code, {
      visits: known.visits + (more.visits ?? 0),
      items: known.items + (more.items ?? 0),
      served: known.served + (more.served ?? 0),
      missingMaterials: known.missingMaterials + (more.missingMaterials ?? 0),
    });
  }

  #addCounter(code: string, more: CounterStatistics): void {
    const known = this.#counters.get(code) ?? { served: 0, handedOn: 0, open: 0, paused: 0, serving: 0 };
    this.#counters.set(code, {
      served: known.served + more.served,
      handedOn: known.handedOn + more.handedOn,
      open: known.open + more.open,
      paused: known.paused + more.paused,
      serving: known.serving + more.serving,
    });
  }
}

function bandsOf(times: TimeTally): number[] {
  const counts = waitBands.map(() => 0);
  for (const [wait, count] of times.counts()) {
    const band = waitBands.findLastIndex((from) => wait >= from * 10);
    counts[band] = (counts[band] ?? 0) + count;
  }
  return counts;
}

/** Every hour from the first to the last in which anything happened. */
function hoursOf(hours: ReadonlyMap<number, HourStatistics>): HourStatistics[] {
  if (hours.size === 0) return [];
  const first = Math.min(...hours.keys());
  const last = Math.max(...hours.keys());
  return Array.from(
    { length: last - first + 1 },
    (_, position) =>
      hours.get(first + position) ?? { hour: first + position, issued: 0, called: 0, served: 0 },
  );
}

/** Puts days together. Medians and 90 % values are those of all visits, not means of days. */
export function putTogether(folds: readonly DayFold[]): PeriodStatistics {
  const sum = new PeriodSum();
  for (const fold of folds) sum.add(fold);
  return sum.total();
}
