import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import knexModule, { type Knex } from 'knex';
import { type Engine, openDatabase } from '../database.ts';

/** A database of which nothing is changed: not a byte of its file, nor any file beside it where that can be. */
export interface ReadOnly {
  readonly engine: Engine;
  readonly connection: Knex;
  close(): Promise<void>;
}

/** Opens a database to read it all, also on a full or read-only disk. Fails when it is not there. */
export async function openToRead(url: string): Promise<ReadOnly> {
  if (url.startsWith('sqlite:')) return openFileToRead(resolve(url.slice('sqlite:'.length)));
  const { engine, reader, close } = openDatabase(url, { patient: true });
  return { engine, connection: reader, close };
}

/** The same for an SQLite file. */
export async function openFileToRead(file: string): Promise<ReadOnly> {
  if (statSync(file, { throwIfNoEntry: false }) === undefined)
    throw new Error(`there is no database ${file}`);
  try {
    return await tryToRead(file, 'mode=ro');
  } catch (error) {
    // reading a log needs a file of shared memory beside it, for which there may be no room; where there is no log, none is needed
    if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw error;
    return tryToRead(file, 'mode=ro&immutable=1');
  }
}

async function tryToRead(file: string, how: string): Promise<ReadOnly> {
  const connection = knexModule({
    client: 'sqlite3',
    connection: { filename: `${pathToFileURL(file).href}?${how}`, flags: ['OPEN_URI'] },
    useNullAsDefault: true,
    compileSqlOnError: false,
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1 },
  });
  const close = () => connection.destroy();
  try {
    await connection.raw('pragma busy_timeout = 10000');
    await connection.raw('pragma temp_store = memory');
    await connection.raw('select count(*) from sqlite_master');
    return { engine: 'sqlite', connection, close };
  } catch (error) {
    await close();
    throw error;
  }
}
