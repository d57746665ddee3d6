import type { Knex } from 'knex';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { type CatalogueTable, type CatalogueTableRow, catalogueTables } from './catalogue-tables.ts';
import { noteChanges } from './change-log.ts';
import { changedLists, changesIn, type RecordsChange } from './changed-lists.ts';

/** One row that was changed, with the columns that differ. `before` null: it is new; `after` null: it is gone. */
export interface RowChange {
  readonly table: string;
  readonly key: string;
  readonly before: CatalogueTableRow | null;
  readonly after: CatalogueTableRow | null;
}

interface TableChange {
  readonly table: CatalogueTable;
  readonly gone: readonly CatalogueTableRow[];
  readonly added: readonly CatalogueTableRow[];
  readonly changed: readonly { readonly before: CatalogueTableRow; readonly after: CatalogueTableRow }[];
}

/**
 * Makes the tables hold the records as they are after a change, by reading and writing only what differs, notes for which sites that is, and
 * answers what was written. The version of the catalogue must have been raised before in the same transaction, which keeps every other
 * change out until the end of it. `now` in epoch ms.
 */
export async function rewriteCatalogue(
  transaction: Knex.Transaction,
  change: RecordsChange,
  { version, now }: { readonly version: number; readonly now: number },
): Promise<readonly RowChange[]> {
  const noted = changesIn(change);
  const lists = changedLists(change);
  const changes: TableChange[] = [];
  for (const table of catalogueTables(onlyOf(change.after, noted.sites), now)) {
    if (!lists.has(table.list)) continue;
    const stored = transaction(table.name).select();
    if (table.siteColumn !== null) stored.whereIn(table.siteColumn, noted.sites);
    changes.push(compare(table, (await stored) as CatalogueTableRow[]));
  }
  // counters may swap their labels, which no order of updates allows; nothing refers to them, so they go first and come again
  for (const one of changes.filter(swaps)) await removeRows(transaction, one);
  for (const one of changes) await putRows(transaction, one);
  // what a changed row has let go of is removed last, children before their parents
  for (const one of changes.filter((each) => !swaps(each)).reverse()) await removeRows(transaction, one);
  const rows = changes.flatMap(rowChanges);
  await noteChanges(transaction, version, noted);
  return rows;
}

/** Of the sites only these. */
function onlyOf(records: CatalogueRecords, codes: readonly string[]): CatalogueRecords {
  const wanted = new Set(codes);
  return {
    ...records,
    sites: records.sites.filter(({ code }) => wanted.has(code)),
    notices: records.notices.filter(({ site }) => wanted.has(site)),
  };
}

function compare(table: CatalogueTable, stored: readonly CatalogueTableRow[]): TableChange {
  const wanted = new Map(table.rows.map((row) => [keyOf(table, row), row]));
  const known = new Map(stored.map((row) => [keyOf(table, row), row]));
  return {
    table,
    gone: stored.filter((row) => !wanted.has(keyOf(table, row))),
    added: table.rows.filter((row) => !known.has(keyOf(table, row))),
    changed: table.rows.flatMap((after) => {
      const before = known.get(keyOf(table, after));
      return before !== undefined && differing(table, before, after).length > 0 ? [{ before, after }] : [];
    }),
  };
}

function swaps({ table }: TableChange): boolean {
  return table.name === 'counter';
}

async function removeRows(transaction: Knex.Transaction, change: TableChange): Promise<void> {
  const { table, gone, changed } = change;
  const rows = swaps(change) ? [...gone, ...changed.map(({ before }) => before)] : gone;
  for (const row of rows) await transaction(table.name).where(keyColumns(table, row)).delete();
}

async function putRows(transaction: Knex.Transaction, change: TableChange): Promise<void> {
  const { table, added, changed } = change;
  const swapping = swaps(change);
  for (const { after } of swapping ? [] : changed) {
    const row = table.counted ? { ...after, revision: transaction.raw('revision + 1') } : after;
    await transaction(table.name).where(keyColumns(table, after)).update(row);
  }
  const rows = swapping ? [...changed.map(({ after }) => after), ...added] : added;
  if (rows.length > 0) await transaction.batchInsert(table.name, [...rows], 30);
}

function rowChanges({ table, gone, added, changed }: TableChange): RowChange[] {
  const name = table.name;
  return [
    ...gone.map((row) => ({ table: name, key: keyOf(table, row), before: row, after: null })),
    ...added.map((row) => ({ table: name, key: keyOf(table, row), before: null, after: row })),
    ...changed.map(({ before, after }) => {
      const columns = differing(table, before, after);
      return {
        table: name,
        key: keyOf(table, after),
        before: only(before, columns),
        after: only(after, columns),
      };
    }),
  ];
}

function differing(table: CatalogueTable, before: CatalogueTableRow, after: CatalogueTableRow): string[] {
  return Object.keys(after).filter(
    (column) => !table.stamps.includes(column) && plain(before[column]) !== plain(after[column]),
  );
}

/** SQLite has no booleans. */
function plain(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : (value ?? null);
}

function only(row: CatalogueTableRow, columns: readonly string[]): CatalogueTableRow {
  return Object.fromEntries(columns.map((column) => [column, row[column]]));
}

function keyColumns(table: CatalogueTable, row: CatalogueTableRow): CatalogueTableRow {
  return only(row, table.keys);
}

function keyOf(table: CatalogueTable, row: CatalogueTableRow): string {
  return table.keys.map((key) => String(row[key])).join('|');
}
