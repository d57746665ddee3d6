import type { Database } from './database.ts';
import { select } from './select.ts';

/**
 * Moves what SQLite has written to its log into its file, from a connection that reads, so that writers go on meanwhile; after a flood of
 * bytes a writer would have to do it all. PostgreSQL does so by itself.
 */
export async function checkpoint({ engine, reader }: Database): Promise<void> {
  if (engine === 'sqlite') await reader.raw('pragma wal_checkpoint(passive)');
}

/**
 * The same to the end, and empties the log, so that nothing that was deleted is left in it. False: somebody was reading; what is left goes
 * with the log's next round.
 */
export async function emptyLog({ engine, writer }: Database): Promise<boolean> {
  if (engine === 'postgres') return true;
  const [row] = await select<{ busy: number }>(writer, engine, 'pragma wal_checkpoint(truncate)', []);
  return row?.busy === 0;
}
