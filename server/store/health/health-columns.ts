import type { Table } from '../table.ts';

export interface HeartbeatRow {
  readonly process: string;
  readonly at: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly heartbeat: Table<HeartbeatRow>;
  }
}
