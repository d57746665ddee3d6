import type { Knex } from 'knex';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
import { databaseOverTls } from './database-over-tls.ts';
import { outageOf } from './outage.ts';

/** How long each kind of waiting may take, milliseconds. */
export interface Bounds {
  /** until a connection is made */
  readonly connect: number;
  /** until a connection of the pool is free, or made */
  readonly acquire: number;
  /** until a statement has answered; the server ends it a little earlier, unless the connection is silent */
  readonly statement: number;
  /** for a lock that somebody else holds: longer than `idle`, so that whoever froze with it is thrown out first */
  readonly lock: number;
  /** between two statements of a transaction */
  readonly idle: number;
}

/** A batch of commands: twice, when a connection breaks, within the ten seconds that anybody waits. */
export const writerBounds: Bounds = { connect: 2000, acquire: 3000, statement: 4500, lock: 4000, idle: 3000 };
/** Figures of a long period may take longer. */
export const readerBounds: Bounds = {
  connect: 2000,
  acquire: 3000,
  statement: 7000,
  lock: 4000,
  idle: 3000,
};
/** A replica that is not quick is not asked: the main database is. */
export const replicaBounds: Bounds = { connect: 500, acquire: 500, statement: 700, lock: 500, idle: 1000 };
/** The command line and migrations: whoever started them sees that they work. */
export const patientBounds: Bounds = { connect: 10_000, acquire: 30_000, statement: 0, lock: 0, idle: 0 };

/** A connection that nobody used for a while may have gone silent: it must answer this quickly before it is used again. Milliseconds. */
const proof = 1500;
const halfSecond = 500;
/** how much longer than the server we wait for a statement before the connection counts as silent */
const silentFor = 500;
/** A server that has no connection to spare is asked again: one of our own may come back before. Milliseconds. */
const askAgainAfter = 100;

/**
 * What the pools of one database know together of its network, on a clock of half seconds since they were opened: close enough to tell what
 * has rested.
 */
export class Line {
  now = 0;
  /** what was used last until then is not believed */
  silentSince = -1;
  readonly #ticking: NodeJS.Timeout;

  constructor() {
    this.#ticking = setInterval(() => {
      this.now += 1;
    }, halfSecond);
    this.#ticking.unref();
  }

  /** Nothing has come through since then. */
  wasSilent(since: number): void {
    this.silentSince = Math.max(this.silentSince, since);
  }

  close(): void {
    clearInterval(this.#ticking);
  }
}

/** What a connection of pg has beyond its types. */
interface PgConnection {
  __knex__disposed?: unknown;
  /** when a statement of it ended last */
  usedAt?: number;
  line?: Line;
  readonly connection?: { readonly stream?: { destroy(): void } };
  query(sql: string): Promise<unknown>;
  end(done: (error?: Error) => void): void;
}

/** Settings for one connection: the server keeps the bounds, and the client those of a server that is silent. */
export function boundedConnection(url: string, name: string, bounds: Bounds): Record<string, unknown> {
  const { connect, statement, lock, idle } = bounds;
  return {
    connectionString: databaseOverTls(url),
    application_name: name,
    connectionTimeoutMillis: connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statement,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: idle,
    ...(statement === 0 ? {} : { query_timeout: statement + silentFor }),
  };
}

/** Settings of one of our pools. */
export interface BoundedPool extends Knex.Config {
  readonly line: Line;
  readonly acquireWithin: number;
}

/**
 * knex's PostgreSQL client that never hands out, keeps or waits for a connection that has gone silent: whatever breaks on one ends it,
 * one that rested proves first that it lives, and when one has not, those that rested as long are not asked.
 */
export class BoundedPostgres extends PostgresClient {
  // transactions work on objects that share the methods only: nothing private here
  readonly line: Line;
  readonly acquireWithin: number;

  constructor({ line, acquireWithin, ...config }: BoundedPool) {
    const validate = (connection: PgConnection): Promise<boolean> => lives(connection, line);
    // migrations ask by this name which engine they are on
    super({ ...config, client: 'pg', pool: { ...config.pool, validate } });
    this.line = line;
    this.acquireWithin = acquireWithin;
  }

  override async acquireRawConnection(): Promise<PgConnection> {
    for (let waited = 0; ; waited += askAgainAfter) {
      try {
        const connection = (await super.acquireRawConnection()) as PgConnection;
        connection.line = this.line;
        connection.usedAt = this.line.now;
        return connection;
      } catch (error) {
        if (outageOf(error) !== 'too_busy' || waited >= this.acquireWithin) throw error;
        await new Promise((resolve) => setTimeout(resolve, askAgainAfter));
      }
    }
  }

  override async _query(connection: PgConnection, asked: unknown): Promise<unknown> {
    const sentAt = connection.line?.now ?? 0;
    try {
      return await super._query(connection, asked);
    } catch (error) {
      const outage = outageOf(error);
      // a lock that was not had leaves the connection as it was
      if (outage !== null && outage !== 'locked' && outage !== 'disk_full') end(connection, error);
      if (error instanceof Error && error.message === 'Query read timeout')
        connection.line?.wasSilent(sentAt);
      throw error;
    } finally {
      connection.usedAt = connection.line?.now ?? 0;
    }
  }

  /** Never waits for the other side. */
  override destroyRawConnection(connection: PgConnection): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(() => {
        connection.connection?.stream?.destroy();
        done();
      }, halfSecond);
      connection.end(() => {
        clearTimeout(timer);
        done();
      });
    });
  }
}

async function lives(connection: PgConnection, line: Line): Promise<boolean> {
  const usedAt = connection.usedAt ?? line.now;
  if (usedAt <= line.silentSince) return false;
  if (line.now - usedAt < 2) return true;
  if (await answers(connection)) {
    connection.usedAt = line.now;
    return true;
  }
  line.wasSilent(usedAt);
  end(connection, new Error('the connection was given up: it did not answer'));
  return false;
}

function end(connection: PgConnection, why: unknown): void {
  connection.__knex__disposed = why;
  connection.connection?.stream?.destroy();
}

function answers(connection: PgConnection): Promise<boolean> {
  return new Promise((settle) => {
    const timer = setTimeout(() => settle(false), proof);
    connection
      .query('select 1')
      .then(
        () => settle(true),
        () => settle(false),
      )
      .finally(() => clearTimeout(timer));
  });
}
