import type { Database } from './database.ts';

/**
 * Moves what SQLite has written to its log into its file, from a connection that reads, so that writers go on meanwhile; after a flood of
 * bytes a writer would have to do it all. PostgreSQL does so by itself.
 */
export async function checkpoint({ engine, reader }: Database): Promise<void> {
  if (engine === 'sqlite') await reader.raw('pragma wal_checkpoint(passive)');
}

/**
 * The same to the end, and empties the log, so that nothing that was deleted is left in it. False: somebody was reading all the time, and
 * what is left goes with the log's next round.
 */
export async function emptyLog({ engine, reader }: Database): Promise<boolean> {
  if (engine === 'postgres') return true;
  const connection: unknown = await reader.client.acquireConnection();
  const asked = (sql: string): Promise<{ busy?: number }[]> => reader.raw(sql).connection(connection);
  try {
    const [before] = (await asked('pragma busy_timeout')) as { timeout: number }[];
    // whoever writes waits meanwhile
    await asked('pragma busy_timeout = 500');
    const [done] = await asked('pragma wal_checkpoint(truncate)');
    await asked(`pragma busy_timeout = ${before?.timeout ?? 5000}`);
    return done?.busy === 0;
  } finally {
    await reader.client.releaseConnection(connection);
  }
}
