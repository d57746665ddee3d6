import { quantile } from '../forecast/service-times.ts';
import { type DayFold, type ToldFold, type WaitFold, type WaitKind, waitKinds } from './day-fold.ts';
import type { DayStatistics, HourStatistics } from './day-statistics.ts';

/** Minutes, to one decimal place; null: nothing to summarise. */
export interface Summary {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
}

export interface ServiceStatistics {
  readonly visits: number;
  readonly items: number;
  readonly served: number;
  readonly missingMaterials: number;
}

export interface CounterStatistics {
  readonly served: number;
  readonly handedOn: number;
  /** milliseconds */
  readonly open: number;
  readonly paused: number;
  readonly serving: number;
}

export interface WaitStatistics {
  readonly wait: Summary;
  readonly told: ToldFold;
}

/** From so many minutes on, up to the next: bands that waits are counted in. */
export const waitBands = [0, 5, 10, 15, 20, 30, 45, 60] as const;

/** Several days of one hall, or of several halls. */
export interface PeriodStatistics {
  /** days on which anything happened */
  readonly days: number;
  readonly tickets: number;
  readonly appointments: number;
  readonly walkIns: number;
  readonly priority: number;
  readonly served: number;
  readonly missed: number;
  readonly left: number;
  readonly notReached: number;
  readonly notRecorded: number;
  readonly outcomes: DayStatistics['outcomes'];
  readonly wait: Summary;
  readonly service: Summary;
  readonly told: ToldFold;
  readonly waiting: Readonly<Record<WaitKind, WaitStatistics>>;
  /** how many waits are in each of `waitBands` */
  readonly bands: readonly number[];
  /** every hour from the first to the last in which anything happened */
  readonly hours: readonly HourStatistics[];
  /** by service code */
  readonly services: ReadonlyMap<string, ServiceStatistics>;
  /** by counter code */
  readonly counters: ReadonlyMap<string, CounterStatistics>;
}

/** Puts days together. Medians and 90 % values are those of all visits, not means of days. */
export function putTogether(folds: readonly DayFold[]): PeriodStatistics {
  const all = folds.map((fold) => fold.statistics);
  const sum = (of: (day: DayStatistics) => number): number => all.reduce((total, day) => total + of(day), 0);
  // everybody has either an appointment or none
  const everybody = folds.flatMap(({ waiting }) => [waiting.appointment, waiting.walk_in]);
  const { wait, told } = waitingOf(everybody);
  return {
    days: all.filter((day) => day.tickets > 0).length,
    tickets: sum((day) => day.tickets),
    appointments: sum((day) => day.appointments),
    walkIns: sum((day) => day.walkIns),
    priority: sum((day) => day.priority),
    served: sum((day) => day.served),
    missed: sum((day) => day.missed),
    left: sum((day) => day.left),
    notReached: sum((day) => day.notReached),
    notRecorded: sum((day) => day.notRecorded),
    outcomes: {
      completed: sum((day) => day.outcomes.completed),
      missing_materials: sum((day) => day.outcomes.missing_materials),
      referred: sum((day) => day.outcomes.referred),
    },
    wait,
    told,
    waiting: Object.fromEntries(
      waitKinds.map((kind) => [kind, waitingOf(folds.map(({ waiting }) => waiting[kind]))]),
    ) as PeriodStatistics['waiting'],
    bands: bandsOf(everybody.flatMap(({ waits }) => waits)),
    service: summaryOf(folds.map((fold) => fold.serviceTimes)),
    hours: hoursOf(all),
    services: servicesOf(folds),
    counters: countersOf(folds),
  };
}

function waitingOf(folds: readonly WaitFold[]): WaitStatistics {
  const sum = (of: keyof ToldFold): number => folds.reduce((total, { told }) => total + told[of], 0);
  return {
    wait: summaryOf(folds.map(({ waits }) => waits)),
    told: {
      compared: sum('compared'),
      inside: sum('inside'),
      shorter: sum('shorter'),
      longer: sum('longer'),
    },
  };
}

/** `waits` are tenths of minutes. */
function bandsOf(waits: readonly number[]): number[] {
  const counts = waitBands.map(() => 0);
  for (const wait of waits) {
    const band = waitBands.findLastIndex((from) => wait >= from * 10);
    counts[band] = (counts[band] ?? 0) + 1;
  }
  return counts;
}

/** `lists` hold tenths of minutes. */
function summaryOf(lists: readonly (readonly number[])[]): Summary {
  const sorted = Int32Array.from(lists.flat()).sort();
  if (sorted.length === 0) return { count: 0, median: null, p90: null };
  const minutes = (level: number): number => Math.round(quantile(sorted, level)) / 10;
  return { count: sorted.length, median: minutes(0.5), p90: minutes(0.9) };
}

function hoursOf(days: readonly DayStatistics[]): HourStatistics[] {
  const hours = new Map<number, HourStatistics>();
  for (const each of days.flatMap((day) => day.hours)) {
    const known = hours.get(each.hour) ?? { hour: each.hour, issued: 0, called: 0, served: 0 };
    hours.set(each.hour, {
      hour: each.hour,
      issued: known.issued + each.issued,
      called: known.called + each.called,
      served: known.served + each.served,
    });
  }
  if (hours.size === 0) return [];
  const first = Math.min(...hours.keys());
  const last = Math.max(...hours.keys());
  return Array.from(
    { length: last - first + 1 },
    (_, position) =>
      hours.get(first + position) ?? { hour: first + position, issued: 0, called: 0, served: 0 },
  );
}

function servicesOf(folds: readonly DayFold[]): Map<string, ServiceStatistics> {
  const services = new Map<string, ServiceStatistics>();
  const add = (code: string, more: Partial<ServiceStatistics>): void => {
    const known = services.get(code) ?? { visits: 0, items: 0, served: 0, missingMaterials: 0 };
    services.set(code, {
      visits: known.visits + (more.visits ?? 0),
      items: known.items + (more.items ?? 0),
      served: known.served + (more.served ?? 0),
      missingMaterials: known.missingMaterials + (more.missingMaterials ?? 0),
    });
  };
  for (const fold of folds) {
    for (const [code, asked] of Object.entries(fold.statistics.services)) add(code, asked);
    for (const [code, ended] of Object.entries(fold.services)) add(code, ended);
  }
  return services;
}

function countersOf(folds: readonly DayFold[]): Map<string, CounterStatistics> {
  const counters = new Map<string, CounterStatistics>();
  for (const [code, more] of folds.flatMap((fold) => Object.entries(fold.counters))) {
    const known = counters.get(code) ?? { served: 0, handedOn: 0, open: 0, paused: 0, serving: 0 };
    counters.set(code, {
      served: known.served + more.served,
      handedOn: known.handedOn + more.handedOn,
      open: known.open + more.open,
      paused: known.paused + more.paused,
      serving: known.serving + more.serving,
    });
  }
  return counters;
}
