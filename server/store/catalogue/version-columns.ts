import type { Table } from '../table.ts';

export interface CatalogueChangeRow {
  readonly version: number;
  readonly site: string;
}

export interface CatalogueVersionRow {
  readonly only: number;
  readonly version: number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly catalogue_change: Table<CatalogueChangeRow>;
    readonly catalogue_version: Table<CatalogueVersionRow>;
  }
}
