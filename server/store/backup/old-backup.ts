import { open } from 'node:fs/promises';
import { everyMigration } from '../../../db/every-migration.ts';
import { BackupError, type BackupHead, type Entry, type OpenBackup } from './backup-format.ts';
import { everyRow } from './every-row.ts';
import { openFileToRead, type ReadOnly } from './open-to-read.ts';
import { migrationsOf } from './schema.ts';
import { tablesInOrder } from './tables-in-order.ts';

const last = '032-privacy-notice.ts';

/** What the first release had; its PostgreSQL backups do not say so. */
export const firstRelease: BackupHead = {
  schema: last,
  migrations: [...everyMigration.keys()].filter((name) => name <= last),
  program: null,
  at: null,
};

/** Whether the file is a database file, as the first release backed SQLite up. */
export async function isSqlite(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('latin1') === 'SQLite format 3\0';
  } finally {
    await handle.close();
  }
}

export async function openSqliteBackup(file: string): Promise<OpenBackup> {
  const [migrations, tables] = await reading(file, async ({ connection }) => [
    await migrationsOf(connection),
    await tablesInOrder(connection, 'sqlite'),
  ]);
  const head = { schema: migrations.toSorted().at(-1) ?? '', migrations, program: null, at: null };
  return { head, entries: () => rowsOfSqlite(file, tables), tables: () => tables };
}

/** Every row, when SQLite finds nothing wrong with the file and no row points to one that is missing. */
async function* rowsOfSqlite(file: string, tables: readonly string[]): AsyncGenerator<Entry> {
  const source = await opened(file);
  try {
    const { connection } = source;
    const [sound] = (await connection.raw('pragma integrity_check(1)')) as { integrity_check: string }[];
    if (sound?.integrity_check !== 'ok')
      throw new BackupError(`${file} is damaged: ${sound?.integrity_check}`);
    const [orphan] = (await connection.raw('pragma foreign_key_check')) as {
      table: string;
      parent: string;
    }[];
    if (orphan !== undefined)
      throw new BackupError(
        `${file} is damaged: rows of ${orphan.parent} to which ${orphan.table} points are missing`,
      );
    for (const table of tables)
      for await (const rows of everyRow(connection, 'sqlite', table))
        for (const row of rows) yield [table, row];
  } catch (error) {
    throw told(file, error);
  } finally {
    await source.close();
  }
}

async function reading<T>(file: string, look: (source: ReadOnly) => Promise<T>): Promise<T> {
  const source = await opened(file);
  try {
    return await look(source);
  } catch (error) {
    throw told(file, error);
  } finally {
    await source.close();
  }
}

async function opened(file: string): Promise<ReadOnly> {
  return openFileToRead(file).catch((error: unknown) => {
    throw told(file, error);
  });
}

function told(file: string, error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes('no such table'))
    return new BackupError(`${file} lacks a table: ${text.split('no such table: ')[1]}`);
  return /SQLITE_(CORRUPT|NOTADB|IOERR)/.test(text) ? new BackupError(`${file} is damaged: ${text}`) : error;
}
