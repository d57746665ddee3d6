import { availableParallelism } from 'node:os';
import { type Config, ConfigError } from '../config.ts';

/** How many processes answer behind one address: `auto` is one for each core where the database takes several. Throws ConfigError. */
export function processCount(
  { processes, databaseUrl }: Pick<Config, 'processes' | 'databaseUrl'>,
  cores = availableParallelism(),
): number {
  const single = databaseUrl.startsWith('sqlite:');
  if (processes === 'auto') return single ? 1 : cores;
  if (single && processes > 1)
    throw new ConfigError(
      'PROCESSES: an SQLite file is for one process; several need a DATABASE_URL of PostgreSQL',
    );
  return processes;
}
