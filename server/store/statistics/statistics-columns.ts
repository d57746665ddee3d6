import type { Table } from '../table.ts';

export interface DayFoldRow {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly form: number;
  readonly fold: string;
}

export interface RecordedDayRow {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly form: number;
  readonly record: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly day_fold: Table<DayFoldRow>;
    readonly recorded_day: Table<RecordedDayRow>;
  }
}
