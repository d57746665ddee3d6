import knexModule, { type Knex } from 'knex';
import { everyMigration } from '../../../db/every-migration.ts';
import type { Database } from '../database.ts';
import { ImmediateSqlite } from '../immediate-sqlite.ts';
import { BackupError } from './backup-format.ts';
import { tablesInOrder } from './tables-in-order.ts';

/** The migrations that a database has, oldest first. Fails where none has ever run. */
export async function migrationsOf(connection: Knex): Promise<string[]> {
  const rows = (await connection('knex_migrations').orderBy('id').select('name')) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** Fails with advice when there is a migration among them that this program does not know. */
export function refuseNewer(
  file: string,
  { migrations, program }: { readonly migrations: readonly string[]; readonly program: string | null },
): void {
  const unknown = migrations.find((name) => !everyMigration.has(name));
  if (unknown !== undefined)
    throw new BackupError(
      `${file} is of a newer schema (${unknown}${program === null ? '' : `, program ${program}`}): restore it with that version of the program or a newer one`,
    );
}

/** The tables that a database with these migrations has. */
export async function tablesAt(migrations: readonly string[]): Promise<readonly string[]> {
  const connection = knexModule({
    client: ImmediateSqlite,
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
    compileSqlOnError: false,
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1 },
  });
  try {
    for (const [name, migration] of everyMigration)
      if (migrations.includes(name)) await migration.up(connection);
    return await tablesInOrder(connection, 'sqlite');
  } finally {
    await connection.destroy();
  }
}

/** Takes an empty database up or down to exactly these migrations. */
export async function migrateTo({ writer }: Database, migrations: readonly string[]): Promise<void> {
  const done = async (): Promise<string[]> => {
    const [completed] = (await writer.migrate.list()) as [{ name: string }[], unknown[]];
    return completed.map(({ name }) => name);
  };
  for (const name of (await done()).toReversed())
    if (!migrations.includes(name)) await writer.migrate.down({ name });
  const has = await done();
  for (const name of migrations) if (!has.includes(name)) await writer.migrate.up({ name });
}
