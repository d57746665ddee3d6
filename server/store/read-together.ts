import type { Knex } from 'knex';
import type { Engine } from './database.ts';
import { select } from './select.ts';

/** One of several reads: the columns that its rows answer, what follows `from`, and its parameters. Names are from our own code. */
export interface Read<Row extends readonly unknown[]> {
  readonly columns: readonly string[];
  readonly from: string;
  readonly bindings: readonly (string | number)[];
  /** for the types alone */
  readonly row?: Row;
}

export type Answers<Reads> = {
  readonly [Name in keyof Reads]: Reads[Name] extends Read<infer Row> ? readonly Row[] : never;
};

/**
 * The rows of several reads, each row its columns in order, in one statement and therefore of one moment. Under load every statement
 * more is a wait for the process, which has requests to answer, while the database idles.
 */
export async function readTogether<Reads extends Readonly<Record<string, Read<readonly unknown[]>>>>(
  connection: Knex,
  engine: Engine,
  reads: Reads,
): Promise<Answers<Reads>> {
  const parts = Object.entries(reads);
  const sql = parts.map(
    ([name, { columns, from }]) => `(${asJsonRows(engine, columns)} from ${from}) as ${name}`,
  );
  const bindings = parts.flatMap(([, read]) => read.bindings);
  const [row = {}] = await select<Record<string, string>>(
    connection,
    engine,
    `select ${sql.join(', ')}`,
    bindings,
  );
  const answers = Object.entries(row).map(([name, rows]) => [name, JSON.parse(rows) as unknown]);
  return Object.fromEntries(answers) as Answers<Reads>;
}

function asJsonRows(engine: Engine, columns: readonly string[]): string {
  const list = columns.join(', ');
  return engine === 'postgres'
    ? `select coalesce(json_agg(json_build_array(${list})), '[]')::text`
    : `select json_group_array(json_array(${list}))`;
}
