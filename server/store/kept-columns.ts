import type { Table } from './table.ts';

export interface IdempotencyRow {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly answer: string;
  readonly at: number;
}

export interface RateLimitRow {
  readonly key: string;
  readonly points: number;
  readonly expire: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly idempotency: Table<IdempotencyRow>;
    readonly rate_limit: Table<RateLimitRow, 'points'>;
  }
}
