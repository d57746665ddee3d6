import type { Knex } from 'knex';
import type { Cursor } from '../domain/cursor.ts';
import type { Engine } from './database.ts';

/** A list that is longer is shown by time alone, from line to line, and how long it is is only said about. */
export const countedUpTo = 10_000;

/** How many rows a query finds, counted no further than is needed to say that they are many. */
export async function isLong(connection: Knex, query: Knex.QueryBuilder): Promise<boolean> {
  const some = query
    .select(connection.raw('1'))
    .limit(countedUpTo + 1)
    .as('some');
  const row = (await connection.from(some).count({ n: '*' }).first()) as { n: number | string } | undefined;
  return Number(row?.n ?? 0) > countedUpTo;
}

/** About how many rows a long query finds, in two digits; null: nobody knows without reading them. `whole`: it is the whole table. */
export async function about(
  connection: Knex,
  engine: Engine,
  {
    table,
    query,
    whole,
  }: { readonly table: string; readonly query: Knex.QueryBuilder; readonly whole: boolean },
): Promise<number | null> {
  const guess =
    engine === 'postgres'
      ? await planned(connection, query)
      : whole
        ? await rowsBetween(connection, table)
        : null;
  if (guess === null) return null;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(guess)) - 1);
  return Math.max(countedUpTo, Math.round(guess / unit) * unit);
}

/** What the planner expects. */
async function planned(connection: Knex, query: Knex.QueryBuilder): Promise<number> {
  const { sql, bindings } = query.select(connection.raw('1')).toSQL();
  const answer = (await connection.raw(`explain (format json) ${sql}`, [...bindings])) as {
    readonly rows: readonly {
      readonly 'QUERY PLAN': readonly { readonly Plan: { 'Plan Rows': number } }[];
    }[];
  };
  return answer.rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0;
}

/** Rows are numbered as they come, and leave at the old end. */
async function rowsBetween(connection: Knex, table: string): Promise<number> {
  const [row] = (await connection(table)
    .select({
      // a question for each end: of both in one SQLite reads everything
      first: connection(table).min(connection.raw('rowid')),
      last: connection(table).max(connection.raw('rowid')),
    })
    .limit(1)) as { first: number; last: number }[];
  return row === undefined ? 0 : row.last - row.first + 1;
}

export interface LongPage<Row> {
  readonly rows: readonly Row[];
  /** there are lines on this side */
  readonly before: boolean;
  readonly after: boolean;
}

/**
 * The lines of a long list next to a line that was shown, by an index: `columns` order them, all in one direction, and the last is the id. A line
 * that is no more leads to the beginning.
 */
export async function longPage<Row extends object>(
  connection: Knex,
  {
    table,
    wanted,
    columns,
    falling,
    cursor,
    perPage,
  }: {
    readonly table: string;
    readonly wanted: () => Knex.QueryBuilder;
    readonly columns: readonly string[];
    readonly falling: boolean;
    readonly cursor: Cursor | null;
    readonly perPage: number;
  },
): Promise<LongPage<Row>> {
  const at =
    cursor === null
      ? undefined
      : ((await connection(table)
          .where({ id: cursor.id })
          .first(...columns)) as Record<string, string | number> | undefined);
  const back = at !== undefined && cursor?.side === 'before';
  const down = falling !== back;
  const query = wanted();
  // without a bound SQLite reads and sorts everything where the index has only the first of the columns
  if (at === undefined) query.where(`${table}.${columns[0]}`, '>=', 0);
  else {
    const places = columns.map(() => '?').join(', ');
    const names = columns.map((column) => `${table}.${column}`).join(', ');
    query.whereRaw(
      `(${names}) ${down ? '<' : '>'} (${places})`,
      columns.map((column) => at[column] ?? ''),
    );
  }
  const found = (await query
    .orderBy(columns.map((column) => ({ column: `${table}.${column}`, order: down ? 'desc' : 'asc' })))
    .limit(perPage + 1)) as Row[];
  const more = found.length > perPage;
  const rows = found.slice(0, perPage);
  if (back) rows.reverse();
  return { rows, before: back ? more : at !== undefined, after: back || more };
}
