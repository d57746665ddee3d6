import type { Table } from '../table.ts';

export interface RosterChangeRow {
  readonly id: string;
  readonly site: string;
  readonly staff: string;
  readonly kind: string;
  readonly cause: string | null;
  readonly partner: string | null;
  readonly first_date: string;
  readonly last_date: string;
  readonly from_time: string | null;
  readonly to_time: string | null;
}

export interface RosterShiftRow {
  readonly id: string;
  readonly site: string;
  readonly staff: string;
  readonly valid_from: string;
  readonly weekdays: string;
  readonly from_time: string | null;
  readonly to_time: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly roster_change: Table<RosterChangeRow>;
    readonly roster_shift: Table<RosterShiftRow>;
  }
}
