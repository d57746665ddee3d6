import type { Knex } from 'knex';
import { tablesInOrder } from '../backup/tables-in-order.ts';
import type { Database, Engine } from '../database.ts';
import { select } from '../select.ts';
import { atLeisure, namedFaults } from './examine.ts';

export interface Integrity {
  /** how it was looked at, for the reader */
  readonly how: string;
  /** one line each, at most `namedFaults` of a kind */
  readonly faults: readonly string[];
}

/** Whether the pages, indexes and references of the database are whole. Reads everything; may take minutes. */
export function integrity(database: Database): Promise<Integrity> {
  return atLeisure(database, (connection) =>
    database.engine === 'sqlite' ? ofSqlite(connection) : ofPostgres(connection),
  );
}

async function ofSqlite(connection: Knex): Promise<Integrity> {
  const found = await ask<{ integrity_check: string }>(
    connection,
    'sqlite',
    `pragma integrity_check(${namedFaults})`,
  );
  const pages = found.map(({ integrity_check: line }) => line).filter((line) => line !== 'ok');
  // with a limit: the table-valued form is read row by row
  const orphans = await ask<{ table: string; parent: string; rowid: number }>(
    connection,
    'sqlite',
    `select "table", "parent", "rowid" from pragma_foreign_key_check limit ${namedFaults}`,
  );
  return {
    how: 'integrity_check and foreign_key_check',
    faults: [
      ...pages,
      ...orphans.map(({ table, parent, rowid }) => `row ${rowid} of ${table} points to no ${parent}`),
    ],
  };
}

async function ofPostgres(connection: Knex): Promise<Integrity> {
  const faults = (await ask<{ fault: string }>(connection, 'postgres', unsound)).map(({ fault }) => fault);
  const amcheck = await ask(
    connection,
    'postgres',
    `select 1 as one from pg_extension where extname = 'amcheck'`,
  );
  if (amcheck.length > 0) faults.push(...(await indexFaults(connection)));
  for (const table of await tablesInOrder(connection, 'postgres')) {
    // every row is read to its last byte
    const fault = await faultOf(connection, 'select sum(length(t::text)) as bytes from ?? as t', table);
    if (fault !== null) faults.push(`table ${table} cannot be read: ${fault}`);
  }
  faults.push(...(await orphans(connection)));
  const how = 'every row read, indexes, constraints and references';
  return { how: amcheck.length > 0 ? `${how}, amcheck` : how, faults };
}

/** What PostgreSQL itself knows to be unusable, and pages whose checksum was wrong when they were read. */
const unsound = `
  select 'index ' || indexrelid::regclass::text || ' is not valid' as fault
    from pg_index as i join pg_class as c on c.oid = i.indrelid
   where c.relnamespace = current_schema()::regnamespace and not (i.indisvalid and i.indisready)
  union all
  select 'constraint ' || conname || ' of ' || conrelid::regclass::text || ' was never checked'
    from pg_constraint where connamespace = current_schema()::regnamespace and not convalidated
  union all
  select checksum_failures::text || ' pages had a wrong checksum, last at ' || checksum_last_failure::text
    from pg_stat_database where datname = current_database() and checksum_failures > 0`;

async function indexFaults(connection: Knex): Promise<string[]> {
  const indexes = await ask<{ name: string }>(
    connection,
    'postgres',
    `select c.oid::regclass::text as name
       from pg_index as i join pg_class as c on c.oid = i.indexrelid join pg_am as a on a.oid = c.relam
      where a.amname = 'btree' and c.relnamespace = current_schema()::regnamespace and i.indisvalid`,
  );
  const faults: string[] = [];
  for (const { name } of indexes) {
    const fault = await faultOf(connection, 'select bt_index_check(?::regclass, true)', name);
    if (fault !== null) faults.push(`index ${name}: ${fault}`);
  }
  return faults;
}

/** The references that constraints promise, looked up once more: a constraint does not look at what was there before it was broken. */
async function orphans(connection: Knex): Promise<string[]> {
  const references = await ask<{ child: string; column: string; parent: string; key: string }>(
    connection,
    'postgres',
    `select c.conrelid::regclass::text as child, a.attname as "column",
            c.confrelid::regclass::text as parent, k.attname as key
       from pg_constraint as c
       join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       join pg_attribute as k on k.attrelid = c.confrelid and k.attnum = c.confkey[1]
      where c.contype = 'f' and cardinality(c.conkey) = 1 and c.connamespace = current_schema()::regnamespace`,
  );
  const faults: string[] = [];
  for (const { child, column, parent, key } of references) {
    const { rows } = (await connection.raw(
      `select 1 from ?? as c where c.?? is not null and not exists (select 1 from ?? as p where p.?? = c.??) limit ${namedFaults + 1}`,
      [child, column, parent, key, column],
    )) as { rows: unknown[] };
    if (rows.length > 0) faults.push(`${manyOf(rows.length)} of ${child} point to no ${parent}`);
  }
  return faults;
}

function manyOf(count: number): string {
  return count > namedFaults ? `more than ${namedFaults} rows` : `${count} rows`;
}

/** What is wrong, in a savepoint of its own, so that the next thing can be looked at all the same; null: nothing. */
async function faultOf(connection: Knex, sql: string, name: string): Promise<string | null> {
  try {
    await connection.transaction((inner) => inner.raw(sql, [name]));
    return null;
  } catch (error) {
    // the database's own words follow the statement
    return error instanceof Error ? (error.message.split(' - ').at(-1) ?? null) : String(error);
  }
}

function ask<Row>(connection: Knex, engine: Engine, sql: string): Promise<Row[]> {
  return select<Row>(connection, engine, sql, []);
}
