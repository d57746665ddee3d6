import type { Knex } from 'knex';
import SqliteClient from 'knex/lib/dialects/sqlite3/index.js';

/**
 * knex's SQLite client whose transactions take the write lock at once. A deferred transaction that reads first and writes later answers
 * SQLITE_BUSY without waiting when another process (the command line, say) wrote in between.
 */
export class ImmediateSqlite extends SqliteClient {
  override transaction(...args: unknown[]): Knex.Transaction {
    const transaction = super.transaction(...args) as Knex.Transaction & BeginsTransaction;
    transaction.begin = (connection) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  }
}

interface BeginsTransaction {
  begin(connection: unknown): unknown;
  query(connection: unknown, sql: string): unknown;
}
