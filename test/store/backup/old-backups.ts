import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { firstRelease } from '../../../server/store/backup/old-backup.ts';
import { migrateTo, tablesAt } from '../../../server/store/backup/schema.ts';
import { type Database, openDatabase } from '../../../server/store/database.ts';
import { freshDatabase } from '../../support/engines.ts';

/** What is called otherwise since. */
async function rowsAsThen({ reader }: Database, table: string): Promise<Record<string, unknown>[]> {
  if (table !== 'deletion_wish' || (await reader.schema.hasTable(table))) return reader(table);
  return reader('deletion_request').select('booking', { wished_at: 'requested_at' });
}

/** Writes what a database holds as the first release would have backed it up: a database file, or gzipped rows alone. */
export async function writeOldBackup(database: Database, file: string): Promise<void> {
  const tables = await tablesAt(firstRelease.migrations);
  if (database.engine === 'postgres') {
    const lines: string[] = [];
    for (const table of tables)
      for (const row of await rowsAsThen(database, table)) lines.push(`${JSON.stringify([table, row])}\n`);
    writeFileSync(file, gzipSync(lines.join('')));
    return;
  }
  const old = await freshDatabase('sqlite');
  const target = openDatabase(old.url);
  try {
    await migrateTo(target, firstRelease.migrations);
    await target.writer('catalogue_version').delete();
    for (const table of tables)
      for (const row of await rowsAsThen(database, table)) await target.writer(table).insert(row);
    await target.writer.raw('vacuum into ?', [file]);
  } finally {
    await target.close();
    old.discard();
  }
}
