import type { Table } from '../table.ts';

export interface JobRunRow {
  readonly job: string;
  readonly succeeded_at: number | null;
  readonly milliseconds: number | null;
  readonly result: string | null;
  readonly failed_at: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly job_run: Table<JobRunRow>;
  }
}
