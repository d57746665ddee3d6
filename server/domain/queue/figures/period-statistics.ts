import type { DayStatistics, HourStatistics } from './day-statistics.ts';
import type { Summary } from './time-histogram.ts';
import type { ToldFold, WaitKind } from './wait-fold.ts';

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
  /** from the issue to the first call */
  readonly wait: Summary;
  readonly told: ToldFold;
}

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
  /** commands that were taken back; they count nowhere else */
  readonly takenBack: number;
  readonly wait: Summary;
  /** of whoever has booked: from the booked time, or from the ticket where that came later */
  readonly fromBooked: Summary;
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
