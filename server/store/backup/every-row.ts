import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import type { Row } from './backup-format.ts';

// no column of ours
const position = 'row_position';
const bytesAtOnce = 4 * 1024 * 1024;

/** Every row of a table, a few megabytes at a time, however long they are. In a transaction: all of one instant. */
export function everyRow(connection: Knex, engine: Engine, table: string): AsyncGenerator<readonly Row[]> {
  return engine === 'sqlite' ? rowsOfSqlite(connection, table) : rowsOfPostgres(connection, table);
}

async function* rowsOfSqlite(connection: Knex, table: string): AsyncGenerator<readonly Row[]> {
  let last = Number.MIN_SAFE_INTEGER;
  for (let many = 16; ; ) {
    const rows = (await connection(table)
      .select('*', { [position]: 'rowid' })
      .where('rowid', '>', last)
      .orderBy('rowid')
      .limit(many)) as Row[];
    if (rows.length === 0) return;
    last = Number(rows.at(-1)?.[position]);
    yield rows.map(({ [position]: _at, ...row }) => row);
    many = nextMany(rows);
  }
}

async function* rowsOfPostgres(connection: Knex, table: string): AsyncGenerator<readonly Row[]> {
  await connection.raw('declare dump no scroll cursor for select * from ??', [table]);
  for (let many = 16; ; ) {
    const { rows } = (await connection.raw(`fetch ${many} from dump`)) as { rows: Row[] };
    if (rows.length === 0) break;
    yield rows;
    many = nextMany(rows);
  }
  await connection.raw('close dump');
}

/** As many as were a few megabytes of those that came last. */
function nextMany(rows: readonly Row[]): number {
  const bytes = rows.reduce((sum, row) => sum + sizeOf(row), 0);
  return Math.max(1, Math.min(1000, Math.floor((bytesAtOnce * rows.length) / bytes)));
}

/** About so many bytes. */
export function sizeOf(row: Row): number {
  let size = 16;
  for (const value of Object.values(row))
    size += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
  return size;
}
