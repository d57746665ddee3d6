import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Knex } from 'knex';
import type { Database } from '../database.ts';
import { tablesInOrder } from './tables-in-order.ts';

const rowsAtOnce = 1000;

/**
 * Writes everything to a file that does not exist yet, as it is at one instant. SQLite: a database file. PostgreSQL: gzipped lines of
 * JSON, each [table, row]. A backup that fails leaves no file.
 */
export async function backUp(database: Database, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    if (database.engine === 'sqlite') await database.writer.raw('vacuum into ?', [unfinished]);
    else await dump(database, unfinished);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function dump(database: Database, file: string): Promise<void> {
  await database.reader.transaction(
    (transaction) =>
      pipeline(
        Readable.from(lines(transaction)),
        createGzip(),
        createWriteStream(file, { mode: 0o600, flags: 'wx' }),
      ),
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

async function* lines(transaction: Knex.Transaction): AsyncGenerator<string> {
  for (const table of await tablesInOrder(transaction, 'postgres')) {
    await transaction.raw('declare dump no scroll cursor for select * from ??', [table]);
    for (;;) {
      const { rows } = (await transaction.raw(`fetch ${rowsAtOnce} from dump`)) as { rows: object[] };
      if (rows.length === 0) break;
      yield rows.map((row) => `${JSON.stringify([table, row])}\n`).join('');
    }
    await transaction.raw('close dump');
  }
}
