import type { Knex } from 'knex';
import { everyMigration } from '../../db/every-migration.ts';

export interface SchemaState {
  /** none: there are no tables of ours. newer: it has migrations that this program does not know. */
  readonly is: 'none' | 'older' | 'current' | 'newer';
  /** the first migration that is unknown here; null unless it is newer */
  readonly unknown: string | null;
}

/** How the schema of a database compares with what this program knows; changes nothing. */
export async function schemaState({ reader }: { readonly reader: Knex }): Promise<SchemaState> {
  if (!(await reader.schema.hasTable('knex_migrations'))) return { is: 'none', unknown: null };
  const done: string[] = await reader('knex_migrations').orderBy('id').pluck('name');
  const unknown = done.find((name) => !everyMigration.has(name));
  if (unknown !== undefined) return { is: 'newer', unknown };
  const is = done.length === 0 ? 'none' : done.length < everyMigration.size ? 'older' : 'current';
  return { is, unknown: null };
}

/** Names of the migrations that a database does not have yet, in their order. */
export async function pendingMigrations({ reader }: { readonly reader: Knex }): Promise<readonly string[]> {
  const done = new Set<string>(await reader('knex_migrations').pluck('name'));
  return [...everyMigration.keys()].filter((name) => !done.has(name));
}
