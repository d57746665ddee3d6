import { comparisonTable } from './comparison-table.ts';
import type { RawTable, TableAsk } from './raw-table.ts';
import { bandsTable, hoursTable, sitesTable, spansTable, waitsTable } from './tables-of-visits.ts';
import { countersTable, lowRatingsTable, ratingsTable, servicesTable } from './tables-of-work.ts';
import { waitlistTable } from './waitlist-table.ts';

export const tableNames = [
  'comparison',
  'sites',
  'days',
  'waits',
  'bands',
  'hours',
  'services',
  'counters',
  'ratings',
  'lowRatings',
  'waitlist',
] as const;
export type TableName = (typeof tableNames)[number];

const makers: Readonly<Record<TableName, (ask: TableAsk) => RawTable>> = {
  comparison: comparisonTable,
  sites: sitesTable,
  days: spansTable,
  waits: waitsTable,
  bands: bandsTable,
  hours: hoursTable,
  services: servicesTable,
  counters: countersTable,
  ratings: ratingsTable,
  lowRatings: lowRatingsTable,
  waitlist: waitlistTable,
};

/** One table by its name; its columns are not yet named. */
export function rawTable(name: TableName, ask: TableAsk): RawTable {
  return makers[name](ask);
}
