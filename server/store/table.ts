import type { Knex } from 'knex';

/** Yes or no: SQLite answers 1 and 0. Written as a boolean. */
export type Flag = boolean | number;

type Empty<Row> = { [Column in keyof Row]-?: null extends Row[Column] ? Column : never }[keyof Row];

type Inserted<Row, Left extends keyof Row> = Omit<Row, Left> & Partial<Pick<Row, Left>>;

/**
 * A table as `*-columns.ts` declares it for knex, column by column: rows as they are read. Who inserts one may leave out what may be empty,
 * and what has a default.
 */
export type Table<Row, Defaulted extends keyof Row = never> = Knex.CompositeTableType<
  Row,
  Inserted<Row, Empty<Row> | Defaulted>,
  { readonly [Column in keyof Row]?: Row[Column] | Knex.Raw }
>;
