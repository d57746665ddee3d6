import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { elapsed } from './clock.ts';
import { programVersion } from './command-line/program-version.ts';
import type { Config } from './config.ts';
import { backUp } from './store/backup/back-up.ts';
import { openToRead } from './store/backup/open-to-read.ts';
import { type Database, migrate, openDatabase } from './store/database.ts';
import { makeFolder } from './store/health/folder.ts';
import { RefusedDatabase } from './store/refused-database.ts';
import type { ReplicaState } from './store/replica/replica.ts';
import { pendingMigrations, schemaState } from './store/schema-state.ts';
import { shownDatabase } from './store/shown-database.ts';
import { watchSlowQueries } from './store/slow-queries.ts';
import { untilItAnswers } from './store/until-it-answers.ts';

/** Milliseconds after which a statement is worth a line in the log. */
const slowQuery = 200;

interface Telling {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Open, migrated, and telling of statements that are slow. An SQLite file that holds something is backed up before it is changed. */
export async function readyDatabase(
  config: Pick<Config, 'backups' | 'databaseUrl' | 'replica' | 'varFolder'>,
  log: Telling,
  now: () => number,
): Promise<Database> {
  await makeFolder(config.varFolder);
  const url = config.databaseUrl;
  if (!url.startsWith('sqlite:'))
    await untilItAnswers(url, (reason) =>
      console.error(`The database cannot be reached (${reason}): waiting for it.`),
    );
  const replica =
    config.replica === null ? undefined : { ...config.replica, elapsed, tell: replicaTeller(log) };
  const database = openDatabase(url, { replica });
  try {
    await bringUpToDate(database, { ...config, log, now });
  } catch (error) {
    await database.close();
    throw error;
  }
  const tell = (sql: string, milliseconds: number): void =>
    log.warn({ sql, milliseconds }, 'a statement was slow');
  watchSlowQueries(database, { elapsed, limit: slowQuery, tell });
  return database;
}

const ofReplica: Readonly<Record<ReplicaState, string>> = {
  read: 'public reads are answered by the replica',
  behind: 'the replica is too far behind: public reads are answered by the main database',
  silent: 'the replica does not answer: public reads are answered by the main database',
  other: 'DATABASE_READ_URL is no replica of the database: public reads are answered by the main database',
};

function replicaTeller(log: Telling): (state: ReplicaState) => void {
  return (replica) => log[replica === 'read' ? 'info' : 'warn']({ replica }, ofReplica[replica]);
}

type Upgrade = Pick<Config, 'backups' | 'varFolder'> & { readonly log: Telling; now(): number };

async function bringUpToDate(database: Database, { backups, varFolder, log, now }: Upgrade): Promise<void> {
  const { is } = await schemaState(database);
  const pending = is === 'older' ? await pendingMigrations(database) : [];
  if (pending.length > 0) {
    if (database.engine === 'sqlite') {
      const file = await backUpFirst(database.url, backups?.folder ?? varFolder, now());
      log.info({ file }, 'a backup was written before the database is migrated');
    }
    log.info({ migrations: pending }, 'the database is being migrated');
  }
  const began = elapsed();
  await migrate(database);
  if (pending.length > 0)
    log.info({ migrations: pending.length, milliseconds: elapsed() - began }, 'the database was migrated');
}

/** Answers its file. Without it nothing is migrated: going back would lose everything. */
async function backUpFirst(url: string, folder: string, at: number): Promise<string> {
  const file = join(folder, `before-upgrade-${new Date(at).toISOString().replace(/[:.]/g, '-')}.backup`);
  const source = await openToRead(url);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await backUp(source, file, { program: programVersion(), at });
    return file;
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new RefusedDatabase(
      `${shownDatabase(url)} has to be migrated, and the backup before that cannot be written (${why}): make room, or name another BACKUP_FOLDER`,
    );
  } finally {
    await source.close();
  }
}
