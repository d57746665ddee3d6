import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';

/** Sessions, what was typed in them, limits and signs of life end with a restore, the tables of the migrations are made by migrating, and counts and the index of bookings anew. */
const leftOut = new Set([
  'staff_session',
  'kept_form',
  'migrations',
  'migrations_lock',
  'knex_migrations',
  'knex_migrations_lock',
  'sqlite_sequence',
  'socket_io_attachments',
  'rate_limit',
  'heartbeat',
  'day_tally',
  'booking_search',
  'booking_unindexed',
]);

interface Reference {
  readonly child: string;
  readonly parent: string;
}

/** Every table of the application, parents before the tables that point to them. */
export async function tablesInOrder(connection: Knex, engine: Engine): Promise<string[]> {
  const named = await select<{ name: string }>(connection, engine, tablesOf[engine], []);
  const left = named.map(({ name }) => name).filter((name) => !leftOut.has(name));
  const references = await select<Reference>(connection, engine, referencesOf[engine], []);
  const ordered: string[] = [];
  while (left.length > 0) {
    const ready = left.findIndex((name) =>
      references.every(({ child, parent }) => child !== name || parent === name || !left.includes(parent)),
    );
    if (ready < 0) throw new Error(`tables point to each other: ${left.join(', ')}`);
    ordered.push(...left.splice(ready, 1));
  }
  return ordered;
}

const tablesOf: Readonly<Record<Engine, string>> = {
  sqlite: `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
  postgres: `select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name`,
};

const referencesOf: Readonly<Record<Engine, string>> = {
  sqlite: `select m.name as child, f."table" as parent from sqlite_master as m, pragma_foreign_key_list(m.name) as f where m.type = 'table'`,
  postgres: `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f'`,
};
