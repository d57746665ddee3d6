import type { Knex } from 'knex';
import type { Tables } from 'knex/types/tables.js';
import { type TableName, tableKeys } from './tables.ts';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** What may be written to a table, as its `*-columns.ts` says; never raw SQL, because rows travel as one JSON parameter. */
export type Stored<T extends TableName> = Knex.ResolveTableType<Tables[T], 'base'>;
export type Inserted<T extends TableName> = Knex.ResolveTableType<Tables[T], 'insert'>;
export type Keyed<T extends TableName> = Partial<Stored<T>> &
  Readonly<Pick<Stored<T>, (typeof tableKeys)[T][number] & keyof Stored<T>>>;

/**
 * `absent`: the row was not there before the batch and is not there after it. `replace`: it makes room for another one of the same key;
 * not an update, because somebody else may have deleted it meanwhile, and an update would then write nothing, silently.
 */
interface Change {
  readonly kind: 'insert' | 'update' | 'remove' | 'replace' | 'absent';
  readonly row: Row;
  /** of a row that is replaced: what is removed */
  readonly gone?: Row;
}

/**
 * What one commit writes, collected while commands are decided one after another. Changes to the same row collapse to their net
 * effect, so that a whole batch is a few set-based statements. An insert stays an insert: the database refuses a key that is taken.
 */
export class WriteSet {
  readonly #tables = new Map<TableName, Map<string, Change>>();

  insert<T extends TableName>(table: T, inserted: Inserted<T>): void {
    const row = rowOf(inserted);
    const changes = this.#of(table);
    const key = keyOf(table, row);
    const before = changes.get(key);
    if (before === undefined || before.kind === 'absent') changes.set(key, { kind: 'insert', row });
    else if (before.kind === 'remove') changes.set(key, { kind: 'replace', row, gone: before.row });
    else throw new Error(`row inserted twice in ${table}: ${key}`);
  }

  /** `changed` has the key and the columns that change. */
  update<T extends TableName>(table: T, changed: Keyed<T>): void {
    const row = rowOf(changed);
    const changes = this.#of(table);
    const key = keyOf(table, row);
    const before = changes.get(key);
    if (before?.kind === 'remove' || before?.kind === 'absent')
      throw new Error(`removed row updated in ${table}: ${key}`);
    changes.set(key, { ...before, kind: before?.kind ?? 'update', row: { ...before?.row, ...row } });
  }

  /** `removed` has the key; columns beyond it are what the row must still say to be removed. */
  remove<T extends TableName>(table: T, removed: Keyed<T>): void {
    const row = rowOf(removed);
    const changes = this.#of(table);
    const key = keyOf(table, row);
    const before = changes.get(key);
    if (before?.kind === 'insert' || before?.kind === 'absent') changes.set(key, { kind: 'absent', row });
    else if (before?.kind === 'replace') changes.set(key, { kind: 'remove', row: before.gone ?? row });
    else if (before?.kind === 'update') changes.set(key, { kind: 'remove', row: onlyKey(table, row) });
    else if (before === undefined) changes.set(key, { kind: 'remove', row });
  }

  /** The net changes of one kind, in the order in which their rows were first touched. A replaced row is removed, then inserted. */
  rows(table: TableName, kind: 'insert' | 'update' | 'remove'): Row[] {
    return [...(this.#tables.get(table)?.values() ?? [])]
      .filter((change) => change.kind === kind || (change.kind === 'replace' && kind !== 'update'))
      .map(({ row, gone }) => (kind === 'remove' ? (gone ?? row) : row));
  }

  get isEmpty(): boolean {
    return [...this.#tables.values()].every((changes) =>
      [...changes.values()].every(({ kind }) => kind === 'absent'),
    );
  }

  #of(table: TableName): Map<string, Change> {
    let changes = this.#tables.get(table);
    if (changes === undefined) {
      changes = new Map();
      this.#tables.set(table, changes);
    }
    return changes;
  }
}

/** The types of the tables hold values only (`store/columns` holds them to the database). */
function rowOf(row: object): Row {
  return row as Row;
}

/** What was changed before says nothing any more of what the row was. */
function onlyKey(table: TableName, row: Row): Row {
  return Object.fromEntries(tableKeys[table].map((column) => [column, row[column] ?? null]));
}

function keyOf(table: TableName, row: Row): string {
  return tableKeys[table].map((column) => String(row[column])).join('|');
}
