import { type Database, migrate, refuseNewer } from '../database.ts';
import { schemaState } from '../schema-state.ts';
import type { Entry, Row } from './backup-format.ts';
import { sizeOf } from './every-row.ts';
import { openBackup } from './read-backup.ts';
import { migrateTo } from './schema.ts';
import { tablesInOrder } from './tables-in-order.ts';
import type { CheckedBackup } from './verify-backup.ts';

const rowsAtOnce = 50;
const bytesAtOnce = 4 * 1024 * 1024;

/**
 * Puts a backup of either engine and any release into a database that holds nothing yet: in one transaction, with the schema of the
 * backup, which is then migrated to that of this program. The backup was read through before, and is never changed. Fails, and writes no
 * row, when the database holds something or the file is not what was checked (BackupError).
 */
export async function restoreRows(database: Database, file: string, checked: CheckedBackup): Promise<void> {
  refuseNewer(await schemaState(database), database.url);
  await refuseFull(database);
  await migrateTo(database, checked.head.migrations);
  const { entries } = await openBackup(file);
  await database.writer.transaction(async (transaction) => {
    // the migrations leave one row there
    await transaction('catalogue_version').delete();
    for await (const [table, rows] of batches(entries())) await transaction(table).insert([...rows]);
  });
  await migrate(database);
}

async function refuseFull({ writer, engine }: Database): Promise<void> {
  for (const table of await tablesInOrder(writer, engine)) {
    if (table === 'catalogue_version') continue;
    if ((await writer(table).first()) !== undefined)
      throw new Error(`the database is not empty: ${table} has rows`);
  }
}

async function* batches(
  entries: AsyncIterable<Entry>,
): AsyncGenerator<readonly [table: string, rows: readonly Row[]]> {
  let table = '';
  let rows: Row[] = [];
  let bytes = 0;
  for await (const [name, row] of entries) {
    if (rows.length > 0 && (name !== table || rows.length >= rowsAtOnce || bytes >= bytesAtOnce)) {
      yield [table, rows];
      rows = [];
      bytes = 0;
    }
    table = name;
    rows.push(row);
    bytes += sizeOf(row);
  }
  if (rows.length > 0) yield [table, rows];
}
