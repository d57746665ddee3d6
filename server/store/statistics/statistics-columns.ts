import type { Table } from '../table.ts';

export interface DayFoldRow {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly form: number;
  readonly fold: string;
}

export interface MonthFoldRow {
  readonly site: string;
  readonly month: string;
  readonly days: number;
  readonly versions: number;
  readonly form: number;
  readonly fold: string;
}

export interface DayTallyRow {
  readonly site: string;
  readonly day: string;
  readonly tally: string;
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
    readonly month_fold: Table<MonthFoldRow>;
    readonly day_tally: Table<DayTallyRow>;
    readonly recorded_day: Table<RecordedDayRow>;
  }
}
