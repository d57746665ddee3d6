import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrl, postgresVariable, template } from './postgres-server.ts';
import { askStarter, starterVariable } from './postgres-starter.ts';

/** The address of a fresh, migrated, empty database of the one PostgreSQL of this test run, which starts when it is first asked for. */
export async function freshPostgres(): Promise<string> {
  const server = await runningPostgres();
  const name = `hall_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: databaseUrl(server, 'postgres') });
  await client.connect();
  try {
    // two copies of one template cannot be made at once
    await client.query('select pg_advisory_lock(1)');
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.end();
  }
  return databaseUrl(server, name);
}

let asked: Promise<string> | null = null;

async function runningPostgres(): Promise<string> {
  const given = process.env[postgresVariable];
  if (given !== undefined) return given;
  const starter = process.env[starterVariable];
  if (starter === undefined) throw new Error('PostgreSQL is started by the test run, see .mocharc.json');
  asked ??= askStarter(Number(starter));
  return asked;
}
