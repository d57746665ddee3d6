import type { Database } from './database.ts';

/** Names that the application's own connections have, and no tool's. */
const own = ['hall-listener', 'hall-writer', 'hall-reader', 'hall-screens'];

/** Whether the application works on this PostgreSQL database, on whatever machine. An SQLite file is held by it instead. */
export async function applicationRuns({ engine, reader }: Database): Promise<boolean> {
  if (engine === 'sqlite') return false;
  const found = await reader('pg_stat_activity')
    .whereRaw('datname = current_database()')
    .whereIn('application_name', own)
    .first('pid');
  return found !== undefined;
}
