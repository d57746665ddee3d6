import pg from 'pg';
import { boundedConnection, patientBounds } from './bounded-postgres.ts';

/**
 * Runs the work while no other process runs such work on the same database, for what is done once: migrating, seeding. Several processes
 * may start at once on an empty database; SQLite has one.
 */
export async function alone<Result>(
  database: { readonly engine: 'sqlite' | 'postgres'; readonly url: string },
  work: () => Promise<Result>,
): Promise<Result> {
  if (database.engine === 'sqlite') return work();
  const client = new pg.Client(boundedConnection(database.url, 'hall-start', patientBounds));
  let lost: Error | null = null;
  client.on('error', (error) => {
    lost = error;
  });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('hall: start', 0))`);
    const result = await work();
    if (lost !== null) throw lost;
    return result;
  } finally {
    // the lock goes with its connection
    await client.end().catch(() => {});
  }
}
