import type { Table } from '../table.ts';

export interface DayFoldRow {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly form: number;
  readonly fold: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly day_fold: Table<DayFoldRow>;
  }
}
