import { seedDatabase } from '../../seeds/seed-database.ts';
import type { System } from '../actions/system.ts';
import { migrate } from '../store/database.ts';
import { isUpToDate } from '../store/readiness-query.ts';

/** Migrates and seeds a database on which the application has never run; otherwise changes nothing. */
export async function readyDatabase(system: System): Promise<void> {
  await migrated(system);
  await seedDatabase(system);
}

export async function migrated({ database }: System): Promise<void> {
  const upToDate = await isUpToDate(database).catch(() => false);
  if (!upToDate) await migrate(database);
}
