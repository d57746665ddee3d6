import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { firstRelease } from '../../../server/store/backup/old-backup.ts';
import { migrateTo, tablesAt } from '../../../server/store/backup/schema.ts';
import { type Database, openDatabase } from '../../../server/store/database.ts';
import { freshDatabase } from '../../support/engines.ts';

type Rows = Record<string, unknown>[];

/** What is called otherwise since, and without what has come since. `then` is a database of that time. */
async function rowsAsThen({ reader }: Database, then: Database, table: string): Promise<Rows> {
  if (table === 'deletion_wish' && !(await reader.schema.hasTable(table)))
    return reader('deletion_request').select('booking', { wished_at: 'requested_at' });
  const columns = Object.keys(await then.reader(table).columnInfo());
  return reader(table).select(columns) as unknown as Promise<Rows>;
}

/** Writes what a database holds as the first release would have backed it up: a database file, or gzipped rows alone. */
export async function writeOldBackup(database: Database, file: string): Promise<void> {
  const tables = await tablesAt(firstRelease.migrations);
  const old = await freshDatabase('sqlite');
  const then = openDatabase(old.url);
  try {
    await migrateTo(then, firstRelease.migrations);
    if (database.engine === 'postgres') {
      const lines: string[] = [];
      for (const table of tables)
        for (const row of await rowsAsThen(database, then, table))
          lines.push(`${JSON.stringify([table, row])}\n`);
      writeFileSync(file, gzipSync(lines.join('')));
      return;
    }
    await then.writer('catalogue_version').delete();
    for (const table of tables)
      for (const row of await rowsAsThen(database, then, table)) await then.writer(table).insert(row);
    await then.writer.raw('vacuum into ?', [file]);
  } finally {
    await then.close();
    old.discard();
  }
}
