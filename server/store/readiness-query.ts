import type { Database } from './database.ts';

/** Whether the database answers and has every migration that this program knows. Fails when it does not answer. */
export async function isUpToDate({ reader }: Database): Promise<boolean> {
  const [, pending] = (await reader.migrate.list()) as [unknown[], unknown[]];
  return pending.length === 0;
}
