import type { Knex } from 'knex';
import type { Engine } from '../../../server/store/database.ts';

type Again = () => Promise<void>;

/** Row by row a million would take a quarter of an hour: the triggers of these tables rest until they are called again. */
export async function restTriggers(writer: Knex, engine: Engine, tables: readonly string[]): Promise<Again> {
  if (engine === 'postgres') {
    for (const table of tables) await writer.raw(`alter table ${table} disable trigger user`);
    return async () => {
      for (const table of tables) await writer.raw(`alter table ${table} enable trigger user`);
    };
  }
  return madeAgain(writer, 'trigger', await ofSqlite(writer, 'trigger', tables));
}

/** What is sorted once is made several times sooner than row by row; keys stay. */
export async function restIndexes(writer: Knex, engine: Engine, tables: readonly string[]): Promise<Again> {
  if (engine === 'sqlite') return madeAgain(writer, 'index', await ofSqlite(writer, 'index', tables));
  const { rows } = await writer.raw(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as sql from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any(?::regclass[]) and not exists (select 1 from pg_constraint where conindid = i.indexrelid)`,
    [[...tables]],
  );
  return madeAgain(writer, 'index', rows);
}

interface Made {
  readonly name: string;
  readonly sql: string;
}

function ofSqlite(writer: Knex, type: string, tables: readonly string[]): Promise<Made[]> {
  return writer('sqlite_master')
    .where({ type })
    .whereIn('tbl_name', tables)
    .whereNotNull('sql')
    .select('name', 'sql');
}

async function madeAgain(writer: Knex, what: string, made: readonly Made[]): Promise<Again> {
  for (const { name } of made) await writer.raw(`drop ${what} ${name}`);
  return async () => {
    for (const { sql } of made) await writer.raw(sql);
  };
}
