declare module 'knex/lib/dialects/sqlite3/index.js' {
  import type { Knex } from 'knex';
  export default class SqliteClient extends Knex.Client {
    transaction(...args: unknown[]): Knex.Transaction;
  }
}
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';
  export default class PostgresClient extends Knex.Client {
    acquireRawConnection(): Promise<unknown>;
    _query(connection: unknown, asked: unknown): Promise<unknown>;
    destroyRawConnection(connection: unknown): Promise<void>;
  }
}
