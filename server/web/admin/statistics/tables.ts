import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { PageContext } from '../../page-context.ts';
import type { Collected } from './collect-statistics.ts';
import type { Grouping } from './period.ts';
import { bandsTable, hoursTable, sitesTable, spansTable, waitsTable } from './tables-of-visits.ts';
import { countersTable, ratingsTable, servicesTable } from './tables-of-work.ts';

export const tableNames = [
  'sites',
  'days',
  'waits',
  'bands',
  'hours',
  'services',
  'counters',
  'ratings',
] as const;
export type TableName = (typeof tableNames)[number];

/** Numbers in rows, for the page and for files. The first cell of a row is what it is about. */
export interface StatisticsTable {
  readonly name: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface TableAsk {
  readonly collected: Collected;
  readonly sites: readonly Site[];
  readonly catalogue: Catalogue;
  readonly page: PageContext;
  readonly grouping: Grouping;
  /** local date; what is later and empty is left out */
  readonly today: string;
}

export type Column = keyof typeof import('../../../locales/zh-CN/statistics.json')['column'];

/** A table before its columns are named. */
export interface RawTable {
  readonly columns: readonly Column[];
  readonly rows: StatisticsTable['rows'];
}

const makers: Readonly<Record<TableName, (ask: TableAsk) => RawTable>> = {
  sites: sitesTable,
  days: spansTable,
  waits: waitsTable,
  bands: bandsTable,
  hours: hoursTable,
  services: servicesTable,
  counters: countersTable,
  ratings: ratingsTable,
};

/** One table by its name. */
export function tableOf(name: TableName, ask: TableAsk): StatisticsTable {
  const { columns, rows } = makers[name](ask);
  return { name, columns: columns.map((column) => ask.page.t(`statistics.column.${column}`)), rows };
}
