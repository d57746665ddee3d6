import type { ToldFold, WaitKind } from './day-fold.ts';
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
