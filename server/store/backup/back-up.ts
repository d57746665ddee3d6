import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { type BackupEnd, BackupError, lineOfHead, lineOfRow } from './backup-format.ts';
import { everyRow } from './every-row.ts';
import type { ReadOnly } from './open-to-read.ts';
import { migrationsOf, tablesAt } from './schema.ts';
import { sealFile } from './seal-file.ts';
import { tablesInOrder } from './tables-in-order.ts';
import { type CheckedBackup, verifyBackup } from './verify-backup.ts';

/**
 * Writes everything to a file that does not exist yet, as it is at one instant; nothing is written anywhere else. The file has its name
 * once it is whole, on the disk, and was read back. A backup that fails leaves no file.
 */
export async function backUp(
  { engine, connection }: ReadOnly,
  file: string,
  { program, at }: { readonly program: string; readonly at: number },
): Promise<CheckedBackup> {
  const part = `${file}.part`;
  try {
    const settings =
      engine === 'postgres' ? ({ isolationLevel: 'repeatable read', readOnly: true } as const) : {};
    await connection.transaction(async (transaction) => {
      const lines = Readable.from(everyLine(transaction, engine, { program, at }));
      // a base64 of what is compressed already gains little from more
      const gzip = createGzip({ level: constants.Z_BEST_SPEED });
      await pipeline(lines, gzip, createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }));
    }, settings);
    await sealFile(part);
    const checked = await verifyBackup(part);
    await rename(part, file);
    await syncFolder(dirname(file));
    return checked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(part, { force: true });
    throw error;
  }
}

async function* everyLine(
  transaction: Knex.Transaction,
  engine: Engine,
  { program, at }: { readonly program: string; readonly at: number },
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (text: string): string => {
    hash.update(text);
    return text;
  };
  const migrations = await migrationsOf(transaction);
  const tables = await tablesInOrder(transaction, engine);
  const lost = (await tablesAt(migrations)).find((table) => !tables.includes(table));
  if (lost !== undefined)
    throw new BackupError(`the database has lost its table ${lost}: it is not backed up as if it were whole`);
  yield hashed(lineOfHead({ schema: migrations.toSorted().at(-1) ?? '', migrations, program, at }, engine));
  const rows: Record<string, number> = {};
  for (const table of tables) {
    rows[table] = 0;
    for await (const some of everyRow(transaction, engine, table)) {
      rows[table] += some.length;
      yield hashed(some.map((row) => lineOfRow(table, row)).join(''));
    }
  }
  const end: BackupEnd = { rows, sha256: hash.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}

/** The new name must outlast a power cut too. Some systems cannot open folders, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => {});
  await handle.close();
}
