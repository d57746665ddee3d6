import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import knexModule, { type Knex } from 'knex';
import pg from 'pg';
import { everyMigration, type Migration } from '../../db/every-migration.ts';
import { ImmediateSqlite } from './immediate-sqlite.ts';

export type Engine = 'sqlite' | 'postgres';

/**
 * One database behind both engines. On SQLite one connection writes and a few others read (WAL), so that reads stay quick while
 * writes saturate; on PostgreSQL both are pools.
 */
export interface Database {
  readonly engine: Engine;
  readonly url: string;
  readonly writer: Knex;
  readonly reader: Knex;
  close(): Promise<void>;
}

// bigint columns hold epoch milliseconds and counts, all far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const migrationSource: Knex.MigrationSource<readonly [name: string, Migration]> = {
  getMigrations: async () => [...everyMigration],
  getMigrationName: ([name]) => name,
  getMigration: async ([, migration]) => migration,
};
const migrations = { migrationSource };

// the text of an error says which statement failed and never with which values; its stack shows who asked
const quietErrors = { compileSqlOnError: false, asyncStackTraces: true };

export function openDatabase(url: string): Database {
  return url.startsWith('sqlite:') ? openSqlite(url) : openPostgres(url);
}

function openSqlite(url: string): Database {
  const file = resolve(url.slice('sqlite:'.length));
  mkdirSync(dirname(file), { recursive: true });
  const connect = (max: number, pragmas: readonly string[]): Knex =>
    knexModule({
      client: ImmediateSqlite,
      connection: { filename: file },
      useNullAsDefault: true,
      ...quietErrors,
      migrations,
      pool: {
        min: 1,
        max,
        idleTimeoutMillis: 2 ** 31 - 1,
        afterCreate: (
          connection: SqliteConnection,
          done: (error: Error | null, connection: SqliteConnection) => void,
        ) => {
          connection.exec(pragmas.map((pragma) => `PRAGMA ${pragma};`).join(' '), (error) =>
            done(error, connection),
          );
        },
      },
    });
  const always = ['busy_timeout = 10000', 'journal_mode = WAL', 'foreign_keys = ON', 'temp_store = MEMORY'];
  // a checkpoint every few seconds of a rush, not with every fourth commit
  const writer = connect(1, [
    ...always,
    'synchronous = FULL',
    'cache_size = -32768',
    'wal_autocheckpoint = 8000',
  ]);
  const reader = connect(3, [...always, 'query_only = ON', 'cache_size = -16384']);
  return { engine: 'sqlite', url, writer, reader, close: () => closeAll(writer, reader) };
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

function openPostgres(url: string): Database {
  const connect = (max: number): Knex =>
    knexModule({
      client: 'pg',
      ...quietErrors,
      connection: { connectionString: url, application_name: 'hall' },
      migrations,
      pool: { min: 0, max },
    });
  const writer = connect(6);
  const reader = connect(6);
  return { engine: 'postgres', url, writer, reader, close: () => closeAll(writer, reader) };
}

async function closeAll(writer: Knex, reader: Knex): Promise<void> {
  await reader.destroy();
  await writer.destroy();
}

export async function migrate(database: Database): Promise<void> {
  await database.writer.migrate.latest();
}
