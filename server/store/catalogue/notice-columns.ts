import type { Flag, Table } from '../table.ts';

export interface NoticeRow {
  readonly id: string;
  readonly site: string;
  readonly text_zh: string;
  readonly text_en: string;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly active: Flag;
  readonly verified: Flag;
  readonly sort: number;
  readonly unverified: string;
  readonly revision: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly notice: Table<NoticeRow, 'active' | 'verified' | 'sort' | 'unverified' | 'revision'>;
  }
}
