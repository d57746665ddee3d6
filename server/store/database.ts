import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import knexModule, { type Knex } from 'knex';
import pg from 'pg';
import { everyMigration, type Migration } from '../../db/every-migration.ts';
import { alone } from './alone.ts';
import {
  type BoundedPool,
  BoundedPostgres,
  type Bounds,
  boundedConnection,
  Line,
  patientBounds,
  readerBounds,
  replicaBounds,
  writerBounds,
} from './bounded-postgres.ts';
import { databaseOverTls } from './database-over-tls.ts';
import { ImmediateSqlite } from './immediate-sqlite.ts';
import { RefusedDatabase } from './refused-database.ts';
import { type PublicReads, readsOfMain } from './replica/public-reads-query.ts';
import { Replica, type ReplicaParts } from './replica/replica.ts';
import { type SchemaState, schemaState } from './schema-state.ts';
import { shownDatabase } from './shown-database.ts';

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
  /** reads for the office, which may take long: the public waits for none of them */
  readonly office: Knex;
  /** reads of what everybody may see, which a replica may answer: nothing is decided by them */
  readonly publicReads: PublicReads;
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
/** knex warns of what it throws as well: whoever asked is told, and in one place. */
const log: Knex.Logger = { warn: () => {} };

// the text of an error says which statement failed and never with which values; its stack shows who asked
const quietErrors = { compileSqlOnError: false, asyncStackTraces: true };

export interface OpenOptions {
  /** for the command line: nobody waits behind it, and its work may be long */
  readonly patient?: boolean;
  /** a streaming replica of it, for public reads; absent: none */
  readonly replica?: ReplicaAt | undefined;
}

export interface ReplicaAt extends Pick<ReplicaParts, 'bound' | 'elapsed' | 'tell'> {
  readonly url: string;
}

/** Connections are made when they are first needed: opening a database that is away does not fail. */
export function openDatabase(url: string, { patient = false, replica }: OpenOptions = {}): Database {
  return url.startsWith('sqlite:') ? openSqlite(url, patient) : openPostgres(url, patient, replica);
}

/**
 * What searches and lists of the office compute at once: on SQLite in threads of this process, so that a core is left for whoever serves;
 * on PostgreSQL two, because three take both of two cores from whoever asks beside them.
 */
const officeConnections = {
  sqlite: Math.min(2, Math.max(1, availableParallelism() - 1)),
  postgres: 2,
} as const;

/** How long a statement waits for another process that writes, and one for the connection of another one that does, milliseconds. */
const busy = { serving: 4000, patient: 15_000 } as const;

function openSqlite(url: string, patient: boolean): Database {
  const file = resolve(url.slice('sqlite:'.length));
  mkdirSync(dirname(file), { recursive: true });
  const connect = (max: number, pragmas: readonly string[]): Knex =>
    knexModule({
      client: ImmediateSqlite,
      connection: { filename: file },
      useNullAsDefault: true,
      ...quietErrors,
      migrations,
      log,
      pool: {
        min: 1,
        max,
        acquireTimeoutMillis: patient ? patientBounds.acquire : busy.serving,
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
  const wait = patient ? busy.patient : busy.serving;
  const always = [`busy_timeout = ${wait}`, 'journal_mode = WAL', 'foreign_keys = ON', 'temp_store = MEMORY'];
  // a checkpoint every few seconds of a rush, not with every fourth commit
  const writer = connect(1, [
    ...always,
    'synchronous = FULL',
    'cache_size = -32768',
    'wal_autocheckpoint = 8000',
    // what is deleted is overwritten, so that the file forgets it too
    'secure_delete = ON',
  ]);
  const reader = connect(3, [...always, 'query_only = ON', 'cache_size = -16384']);
  const office = connect(officeConnections.sqlite, [...always, 'query_only = ON', 'cache_size = -16384']);
  const publicReads = readsOfMain(reader);
  const close = (): Promise<void> => closeAll(writer, reader, office);
  return { engine: 'sqlite', url, writer, reader, office, publicReads, close };
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

interface Pool {
  readonly url: string;
  readonly line: Line;
  readonly name: string;
  readonly max: number;
  readonly bounds: Bounds;
}

function openPool({ url, line, name, max, bounds }: Pool): Knex {
  const config: BoundedPool = {
    client: BoundedPostgres,
    ...quietErrors,
    connection: boundedConnection(url, name, bounds),
    migrations,
    log,
    line,
    acquireWithin: bounds.acquire,
    pool: {
      min: 0,
      max,
      acquireTimeoutMillis: bounds.acquire,
      createTimeoutMillis: bounds.connect + bounds.acquire,
      createRetryIntervalMillis: 100,
      destroyTimeoutMillis: 1000,
    },
  };
  return knexModule(config);
}

function openPostgres(url: string, patient: boolean, replicaAt?: ReplicaAt): Database {
  const line = new Line();
  const connect = (name: string, max: number, bounds: Bounds): Knex =>
    openPool({ url, line, name, max, bounds });
  const writer = patient
    ? connect('hall-command', 6, patientBounds)
    : connect('hall-writer', 6, writerBounds);
  const reader = patient
    ? connect('hall-command', 6, patientBounds)
    : connect('hall-reader', 6, readerBounds);
  const office = connect('hall-office', officeConnections.postgres, patient ? patientBounds : readerBounds);
  const replica = replicaAt === undefined ? null : openReplica(replicaAt, reader);
  const close = async (): Promise<void> => {
    await replica?.close();
    line.close();
    await closeAll(writer, reader, office);
  };
  const publicReads = replica?.reads ?? readsOfMain(reader);
  return { engine: 'postgres', url: databaseOverTls(url), writer, reader, office, publicReads, close };
}

function openReplica(
  { url, ...parts }: ReplicaAt,
  main: Knex,
): { reads: PublicReads; close(): Promise<void> } {
  // its network is another one
  const line = new Line();
  const pool = openPool({ url, line, name: 'hall-replica', max: 6, bounds: replicaBounds });
  const reads = new Replica({ main, replica: pool, ...parts });
  reads.keepLooking();
  const close = async (): Promise<void> => {
    await reads.close();
    line.close();
    await pool.destroy();
  };
  return { reads, close };
}

async function closeAll(writer: Knex, reader: Knex, office: Knex): Promise<void> {
  await office.destroy();
  await reader.destroy();
  await writer.destroy();
}

/** Brings the schema up to date, one process at a time, and however long it takes. Throws RefusedDatabase when it is newer than this program. */
export async function migrate(database: Database): Promise<void> {
  await alone(database, async () => {
    refuseNewer(await schemaState(database), database.url);
    if (database.engine === 'sqlite') return void (await database.writer.migrate.latest());
    const patient = openDatabase(database.url, { patient: true });
    try {
      // whoever died while migrating has left knex' own mark, which nothing would ever take away
      if (await patient.writer.schema.hasTable('knex_migrations_lock'))
        await patient.writer.migrate.forceFreeMigrationsLock();
      await patient.writer.migrate.latest();
    } finally {
      await patient.close();
    }
  });
}

/** An older program would not understand what a newer one has stored. */
export function refuseNewer({ unknown }: SchemaState, url: string): void {
  if (unknown === null) return;
  throw new RefusedDatabase(
    `${shownDatabase(url)} was written by a newer version of this program (${unknown} is unknown here): start that version, or restore a backup from before the upgrade into an empty database`,
  );
}
