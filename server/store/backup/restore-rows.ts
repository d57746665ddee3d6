import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Knex } from 'knex';
import { type Database, openDatabase } from '../database.ts';
import { tablesInOrder } from './tables-in-order.ts';

type Row = Readonly<Record<string, unknown>>;
type Entry = readonly [table: string, row: Row];

const rowsAtOnce = 50;
// no column of ours
const position = 'row_position';

/**
 * Puts a backup of either engine into a migrated database that holds nothing yet, in one transaction. Answers the number of rows. Fails,
 * and changes nothing, when the database holds something or the file is no backup.
 */
export async function restoreRows(database: Database, file: string): Promise<number> {
  const entries = (await isSqlite(file)) ? rowsOfSqlite(file) : rowsOfDump(file);
  return database.writer.transaction(async (transaction) => {
    const tables = await tablesInOrder(transaction, database.engine);
    await refuseFull(transaction, tables);
    // the migrations leave one row there
    await transaction('catalogue_version').delete();
    let count = 0;
    for await (const [table, rows] of batches(entries)) {
      if (!tables.includes(table)) throw new Error(`the backup has a table that is not known here: ${table}`);
      await transaction(table).insert([...rows]);
      count += rows.length;
    }
    if ((await transaction('catalogue_version').first()) === undefined)
      throw new Error('the backup is not complete');
    return count;
  });
}

async function refuseFull(transaction: Knex.Transaction, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    if (table === 'catalogue_version') continue;
    if ((await transaction(table).first()) !== undefined)
      throw new Error(`the database is not empty: ${table} has rows`);
  }
}

async function isSqlite(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('latin1') === 'SQLite format 3\0';
  } finally {
    await handle.close();
  }
}

async function* rowsOfDump(file: string): AsyncGenerator<Entry> {
  const input = createReadStream(file).pipe(createGunzip());
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield JSON.parse(line) as Entry;
  }
}

async function* rowsOfSqlite(file: string): AsyncGenerator<Entry> {
  const source = openDatabase(`sqlite:${file}`, { patient: true });
  try {
    for (const table of await tablesInOrder(source.reader, 'sqlite')) {
      let last = Number.MIN_SAFE_INTEGER;
      for (;;) {
        const rows = (await source
          .reader(table)
          .select('*', { [position]: 'rowid' })
          .where('rowid', '>', last)
          .orderBy('rowid')
          .limit(1000)) as Row[];
        for (const { [position]: at, ...row } of rows) {
          last = Number(at);
          yield [table, row];
        }
        if (rows.length < 1000) break;
      }
    }
  } finally {
    await source.close();
  }
}

async function* batches(
  entries: AsyncIterable<Entry>,
): AsyncGenerator<readonly [table: string, rows: readonly Row[]]> {
  let table = '';
  let rows: Row[] = [];
  for await (const [name, row] of entries) {
    if (rows.length > 0 && (name !== table || rows.length >= rowsAtOnce)) {
      yield [table, rows];
      rows = [];
    }
    table = name;
    rows.push(row);
  }
  if (rows.length > 0) yield [table, rows];
}
