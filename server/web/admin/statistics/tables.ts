import type { RawTable, TableAsk } from './raw-table.ts';
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
  readonly rows: RawTable['rows'];
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
