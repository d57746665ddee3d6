import type { Knex } from 'knex';
import type { Engine } from './database.ts';

/** Rows of a raw statement, whichever engine answered. */
export async function select<Row>(
  connection: Knex,
  engine: Engine,
  sql: string,
  bindings: readonly (string | number | null)[],
): Promise<Row[]> {
  const answer = await connection.raw(sql, [...bindings]);
  return engine === 'postgres' ? (answer as { rows: Row[] }).rows : (answer as Row[]);
}

/** `column in (…)` for a list of any length, as one JSON parameter. As an array, PostgreSQL looks each value up in the index; it joins sets. */
export function inList(engine: Engine, column: string): string {
  return engine === 'postgres'
    ? `${column} = any(array(select json_array_elements_text(?::json)))`
    : `${column} in (select value from json_each(?))`;
}
