import type { Knex } from 'knex';
import { countChange } from './booking/queue-change-store.ts';
import type { Engine } from './database.ts';
import { type TableName, tableKeys } from './tables.ts';
import type { Row, Value, WriteSet } from './write-set.ts';

const kinds = ['insert', 'update', 'remove'] as const;

/**
 * Writes a whole set in a few statements: one for each table, kind of change and set of columns, however many rows. Throws the
 * engine's constraint error when a key is taken (see `isConflict`). Whoever writes places counts a change of their queues with it.
 */
export async function writeRows(
  transaction: Knex.Transaction,
  engine: Engine,
  writes: WriteSet,
): Promise<void> {
  const tables = Object.keys(tableKeys) as TableName[];
  for (const table of [...tables].reverse()) {
    for (const rows of sameColumns(writes.rows(table, 'remove')))
      await removeRows(transaction, engine, table, rows);
  }
  for (const table of tables) {
    for (const rows of sameColumns(writes.rows(table, 'update')))
      await updateRows(transaction, engine, table, rows);
    for (const rows of sameColumns(writes.rows(table, 'insert')))
      await insertRows(transaction, engine, table, rows);
  }
  await countChange(transaction, engine, queuesOf(writes));
}

/** Those whose places are written. */
function queuesOf(writes: WriteSet): Set<string> {
  const places = kinds.flatMap((kind) => writes.rows('place', kind));
  return new Set(places.map(({ queue }) => String(queue)));
}

function sameColumns(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const columns = Object.keys(row).sort().join();
    const group = groups.get(columns);
    if (group === undefined) groups.set(columns, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

async function insertRows(
  transaction: Knex.Transaction,
  engine: Engine,
  table: TableName,
  rows: readonly Row[],
): Promise<void> {
  const columns = columnsOf(rows);
  await transaction.raw(
    `insert into ${table} (${columns.join(', ')}) select ${columns.map((column) => `v.${column}`).join(', ')} from ${source(engine, table, columns)}`,
    [payload(engine, columns, rows)],
  );
}

async function updateRows(
  transaction: Knex.Transaction,
  engine: Engine,
  table: TableName,
  rows: readonly Row[],
): Promise<void> {
  const columns = columnsOf(rows);
  const keys: readonly string[] = tableKeys[table];
  const changed = columns.filter((column) => !keys.includes(column));
  if (changed.length === 0) return;
  await transaction.raw(
    `update ${table} set ${changed.map((column) => `${column} = v.${column}`).join(', ')} from ${source(engine, table, columns)} where ${match(table)}`,
    [payload(engine, columns, rows)],
  );
}

async function removeRows(
  transaction: Knex.Transaction,
  engine: Engine,
  table: TableName,
  rows: readonly Row[],
): Promise<void> {
  const columns = columnsOf(rows);
  const keys: readonly string[] = tableKeys[table];
  const still = columns.filter((column) => !keys.includes(column));
  const same = engine === 'postgres' ? 'is not distinct from' : 'is';
  const gone = [match(table), ...still.map((column) => `${table}.${column} ${same} v.${column}`)].join(
    ' and ',
  );
  const from = source(engine, table, columns);
  await transaction.raw(
    engine === 'postgres'
      ? `delete from ${table} using ${from} where ${gone}`
      : `delete from ${table} where rowid in (select ${table}.rowid from ${from} cross join ${table} where ${gone})`,
    [payload(engine, columns, rows)],
  );
}

function columnsOf(rows: readonly Row[]): string[] {
  return Object.keys(rows[0] ?? {}).sort();
}

function match(table: TableName): string {
  return tableKeys[table].map((key) => `${table}.${key} = v.${key}`).join(' and ');
}

/** The rows of one JSON parameter as a table `v` with the given columns; column names come from our own code, never from input. */
function source(engine: Engine, table: TableName, columns: readonly string[]): string {
  if (engine === 'postgres') return `json_populate_recordset(null::${table}, ?::json) as v`;
  const values = columns.map((column, position) => `json_extract(value, '$[${position}]') as ${column}`);
  return `(select ${values.join(', ')} from json_each(?)) as v`;
}

function payload(engine: Engine, columns: readonly string[], rows: readonly Row[]): string {
  if (engine === 'postgres') return JSON.stringify(rows);
  return JSON.stringify(rows.map((row) => columns.map((column): Value => row[column] ?? null)));
}
