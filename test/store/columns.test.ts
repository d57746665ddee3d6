import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Engine } from '../../server/store/database.ts';
import { select } from '../../server/store/select.ts';
import { onEveryEngine } from '../support/engines.ts';
import { there } from '../support/there.ts';

const store = resolve(import.meta.dirname, '../../server/store');
const kinds: Readonly<Record<string, string>> = {
  text: 'text',
  'character varying': 'text',
  'varchar(255)': 'text',
  bigint: 'number',
  integer: 'number',
  float: 'number',
  'double precision': 'number',
  boolean: 'Flag',
  bytea: 'Buffer',
  blob: 'Buffer',
};

/** "booking.state text", "booking.limit_key text null", "outbox.log text default" as `*-columns.ts` declare them. */
function declared(): string[] {
  return readdirSync(store, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('-columns.ts'))
    .flatMap((path) => declaredIn(readFileSync(join(store, path), 'utf8')))
    .sort();
}

function declaredIn(text: string): string[] {
  const columns = new Map<string, string>();
  for (const [, row = '', body = ''] of text.matchAll(/^(?:export )?interface (\w+) \{\n(.*?)^\}/gms))
    columns.set(row, body);
  return [...text.matchAll(/^ {4}readonly (\w+): Table<\s*(\w+)(?:,([^>]*))?>;/gm)].flatMap(
    ([, table = '', row = '', defaults = '']) =>
      [...there(columns.get(row)).matchAll(/^ {2}readonly (\w+): (.*?)( \| null)?;$/gm)].map(
        ([, column = '', type = '', empty]) => {
          const kind = type === 'number' || type === 'Flag' || type === 'Buffer' ? type : 'text';
          return line(table, column, {
            kind,
            empty: empty !== undefined,
            given: defaults.includes(`'${column}'`),
          });
        },
      ),
  );
}

interface Column {
  readonly kind: string;
  readonly empty: boolean;
  readonly given: boolean;
}

function line(table: string, column: string, { kind, empty, given }: Column): string {
  return `${table}.${column} ${kind}${empty ? ' null' : ''}${given ? ' default' : ''}`;
}

const columnsOf: Readonly<Record<Engine, string>> = {
  sqlite: `select m.name as name, p.name as "column", lower(p.type) as type, coalesce(p.dflt_value, case when p.pk = 1 and m.sql like '%autoincrement%' then 'next' end) as given,
      case when p."notnull" = 1 or p.pk > 0 then 0 else 1 end as empty
    from sqlite_master as m, pragma_table_info(m.name) as p
    where m.type = 'table' and m.name not like 'sqlite%' and m.name not like 'knex%' and m.name not like 'booking_names%'`,
  postgres: `select c.table_name as name, c.column_name as "column", c.data_type as type, c.column_default as given,
      case when c.is_nullable = 'YES' then 1 else 0 end as empty
    from information_schema.columns as c
    join information_schema.tables as t on t.table_name = c.table_name and t.table_schema = c.table_schema
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.table_name not like 'knex%'`,
};

interface Found {
  readonly name: string;
  readonly column: string;
  readonly type: string;
  readonly given: string | null;
  readonly empty: number;
}

onEveryEngine('the columns that are declared for the compiler', (open, engine) => {
  it('are those that the migrations make: every table, name, kind, what may be empty, what has a default', async () => {
    const found = await select<Found>(open().reader, engine, columnsOf[engine], []);
    assert.deepEqual(
      declared(),
      found
        .map(({ name, column, type, given, empty }) =>
          line(name, column, { kind: kinds[type] ?? type, empty: empty === 1, given: given !== null }),
        )
        .sort(),
    );
  });
});
