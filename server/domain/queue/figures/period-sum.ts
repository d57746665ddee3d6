import type { HallFold } from './day-fold.ts';
import type { DayStatistics, HourStatistics } from './day-statistics.ts';
import type { CounterStatistics, PeriodStatistics, ServiceStatistics } from './period-statistics.ts';
import { TimeHistogram } from './time-histogram.ts';
import { type WaitKind, waitKinds } from './wait-fold.ts';
import { WaitSum } from './wait-sum.ts';

const counted = [
  'tickets',
  'appointments',
  'walkIns',
  'priority',
  'served',
  'missed',
  'misses',
  'left',
  'notReached',
  'notRecorded',
] as const satisfies readonly (keyof DayStatistics)[];

/** Days of one hall or of several, put together one after the other: none has to be kept, and between two there is time for others. */
export class PeriodSum {
  #days = 0;
  #takenBack = 0;
  readonly #counts = Object.fromEntries(counted.map((name) => [name, 0])) as Record<
    (typeof counted)[number],
    number
  >;
  #outcomes: DayStatistics['outcomes'] = { completed: 0, missing_materials: 0, referred: 0 };
  #outOfTurn: DayStatistics['outOfTurn'] = { calls: 0, overtook: 0 };
  readonly #waiting = Object.fromEntries(waitKinds.map((kind) => [kind, new WaitSum()])) as Record<
    WaitKind,
    WaitSum
  >;
  readonly #fromBooked = new TimeHistogram();
  readonly #service = new TimeHistogram();
  readonly #hours = new Map<number, HourStatistics>();
  readonly #services = new Map<string, ServiceStatistics>();
  readonly #counters = new Map<string, CounterStatistics>();

  add(fold: HallFold): void {
    const { statistics, waiting } = fold;
    this.#days += fold.days;
    this.#takenBack += fold.takenBack;
    for (const name of counted) this.#counts[name] += statistics[name];
    const { completed, missing_materials, referred } = this.#outcomes;
    this.#outcomes = {
      completed: completed + statistics.outcomes.completed,
      missing_materials: missing_materials + statistics.outcomes.missing_materials,
      referred: referred + statistics.outcomes.referred,
    };
    this.#outOfTurn = {
      calls: this.#outOfTurn.calls + statistics.outOfTurn.calls,
      overtook: this.#outOfTurn.overtook + statistics.outOfTurn.overtook,
    };
    for (const kind of waitKinds) this.#waiting[kind].add(waiting[kind]);
    this.#fromBooked.add(fold.fromBooked);
    this.#service.add(fold.serviceTimes);
    for (const hour of statistics.hours) this.#addHour(hour);
    for (const [code, asked] of Object.entries(statistics.services)) this.#addService(code, asked);
    for (const [code, ended] of Object.entries(fold.services)) this.#addService(code, ended);
    for (const [code, more] of Object.entries(fold.counters)) this.#addCounter(code, more);
  }

  total(): PeriodStatistics {
    const everybody = new WaitSum();
    // they have either an appointment or none
    for (const kind of ['appointment', 'walk_in'] as const) everybody.add(this.#waiting[kind].fold());
    return {
      days: this.#days,
      ...this.#counts,
      takenBack: this.#takenBack,
      outcomes: this.#outcomes,
      ...everybody.total(),
      waiting: Object.fromEntries(
        waitKinds.map((kind) => [kind, this.#waiting[kind].total()]),
      ) as PeriodStatistics['waiting'],
      bands: everybody.bands,
      fromBooked: this.#fromBooked.summary(),
      service: this.#service.summary(),
      hours: hoursOf(this.#hours),
      services: this.#services,
      counters: this.#counters,
    };
  }

  /** All of them as one, which can be added to others again. */
  fold(): HallFold {
    const services = [...this.#services];
    return {
      days: this.#days,
      statistics: {
        ...this.#counts,
        outcomes: this.#outcomes,
        outOfTurn: this.#outOfTurn,
        hours: [...this.#hours.values()].sort((one, other) => one.hour - other.hour),
        services: Object.fromEntries(services.map(([code, { visits, items }]) => [code, { visits, items }])),
      },
      takenBack: this.#takenBack,
      waiting: Object.fromEntries(
        waitKinds.map((kind) => [kind, this.#waiting[kind].fold()]),
      ) as HallFold['waiting'],
      fromBooked: this.#fromBooked.stored(),
      serviceTimes: this.#service.stored(),
      services: Object.fromEntries(
        services.map(([code, { served, missingMaterials }]) => [code, { served, missingMaterials }]),
      ),
      counters: Object.fromEntries(this.#counters),
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
export function putTogether(folds: readonly HallFold[]): PeriodStatistics {
  const sum = new PeriodSum();
  for (const fold of folds) sum.add(fold);
  return sum.total();
}
