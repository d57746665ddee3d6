import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { damaged, RefusedDatabase, refusalOf, unwritable } from './refused-database.ts';
import { sqliteFile } from './shown-database.ts';
import { findDamage } from './sqlite/find-damage.ts';
import { type Held, holdFile } from './sqlite/hold-file.ts';
import { readWal } from './sqlite/read-wal.ts';

/** A process that ends now may still be on its way out. Milliseconds. */
const patience = 2000;
/** Reading a larger file through would delay the start by more than half a second. Bytes. */
const largestRead = 256 * 1024 * 1024;

/**
 * Takes an SQLite database for this process alone, and looks whether it can be worked on; on PostgreSQL there is nothing to take. Held until
 * the process ends. Throws RefusedDatabase. `warn` is told in one line what somebody should know.
 */
export async function takeDatabase(url: string, warn: (line: string) => void): Promise<Held> {
  const held = await holdDatabase(url);
  const file = sqliteFile(url);
  try {
    if (file !== null) await examine(realFile(file), warn);
    return held;
  } catch (error) {
    await held.release();
    throw refusalOf(error, url) ?? error;
  }
}

/** Takes it without a look. Throws RefusedDatabase. */
export async function holdDatabase(url: string): Promise<Held> {
  const file = sqliteFile(url);
  if (file === null) return { release: async () => {} };
  makeFolder(file);
  try {
    const held = await holdFile(realFile(file), patience);
    if (held !== null) return held;
  } catch (error) {
    throw refusalOf(error, url) ?? error;
  }
  throw new RefusedDatabase(
    `another process works on ${file}: stop that first, name another file, or move to PostgreSQL, which serves several`,
  );
}

/** Looks at an SQLite database before it is opened for a moment. Beside the application, which has looked already, there is nothing to do. */
export async function lookAtDatabase(url: string, warn: (line: string) => void): Promise<void> {
  const given = sqliteFile(url);
  if (given === null) return;
  try {
    const held = await holdFile(realFile(given), 0);
    if (held === null) return;
    await examine(realFile(given), warn).finally(held.release);
  } catch (error) {
    throw refusalOf(error, url) ?? error;
  }
}

/** Whether there is a database. On PostgreSQL only the server can tell. */
export function databaseExists(url: string): boolean {
  const file = sqliteFile(url);
  return file === null || (existsSync(file) && statSync(file).size > 0);
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw new RefusedDatabase(
      `the folder of ${file} cannot be made (${(error as { code?: string }).code}): make it for the user of this program, or name another file`,
    );
  }
}

/** The same database has the same lock, by whatever link it is reached. */
function realFile(file: string): string {
  return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
}

function mayWrite(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function examine(file: string, warn: (line: string) => void): Promise<void> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw new RefusedDatabase(`${file} is not a file: name another`);
  if (!mayWrite(file)) throw unwritable(file);
  const wal = `${file}-wal`;
  const { state, lost } = readWal(wal);
  if (state === 'damaged')
    throw new RefusedDatabase(
      `${wal} is damaged in its middle, and ${lost} confirmed changes behind the damage would be lost: restore the last backup, or go on without them: npm run hall -- drop-damaged-wal`,
    );
  if (state === 'torn')
    warn(
      `The last change in ${wal} is not whole and is left out. It was either interrupted, as when the power fails, and nobody was told that it had been done; or it was damaged later.`,
    );
  if (found.size > largestRead) return;
  const how = await findDamage(file);
  if (how !== null) throw damaged(file, how);
}
