declare module 'knex/lib/dialects/sqlite3/index.js' {
  import type { Knex } from 'knex';
  export default class SqliteClient extends Knex.Client {
    transaction(...args: unknown[]): Knex.Transaction;
  }
}
