import type { PostgresServer } from './postgres-server.ts';
import { type Starter, serveOnRequest, starterVariable } from './postgres-starter.ts';

let starter: Starter<PostgresServer> | null = null;

/** Once for a whole run, however many processes its files are spread over: whoever asks first for PostgreSQL starts it, for all. */
export async function mochaGlobalSetup(): Promise<void> {
  starter = await serveOnRequest(async () => (await import('./postgres-server.ts')).startPostgres());
  process.env[starterVariable] = String(starter.port);
}

export async function mochaGlobalTeardown(): Promise<void> {
  const server = await starter?.close();
  await server?.stop();
}
