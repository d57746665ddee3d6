import { type PostgresServer, postgresVariable, startPostgres } from './postgres-server.ts';

let server: PostgresServer | null = null;

/** Once for a whole run, however many processes its files are spread over. */
export async function mochaGlobalSetup(): Promise<void> {
  server = await startPostgres();
  process.env[postgresVariable] = server.url;
}

export async function mochaGlobalTeardown(): Promise<void> {
  await server?.stop();
}
