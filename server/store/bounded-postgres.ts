import type { Knex } from 'knex';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
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
export const writerBounds: Bounds = { connect: 2000, acquire: 2000, statement: 4500, lock: 4000, idle: 3000 };
/** Figures of a long period may take longer. */
export const readerBounds: Bounds = {
  connect: 2000,
  acquire: 2000,
  statement: 15_000,
  lock: 6000,
  idle: 4000,
};
/** The command line and migrations: whoever started them sees that they work. */
export const patientBounds: Bounds = { connect: 10_000, acquire: 30_000, statement: 0, lock: 0, idle: 0 };

/** A connection that nobody used for a while may have gone silent: it must answer this quickly before it is used again. Milliseconds. */
const proof = 1500;
const halfSecond = 500;
/** how much longer than the server we wait for a statement before the connection counts as silent */
const silentFor = 500;

/** A clock of half seconds since the pool was opened: close enough to tell what has rested. */
interface Rest {
  now: number;
  /** what was used last until then is not believed */
  silentSince: number;
}

/** What a connection of pg has beyond its types. */
interface PgConnection {
  __knex__disposed?: unknown;
  /** when a statement of it ended last, by the clock of its pool */
  usedAt?: number;
  rest?: Rest;
  readonly connection?: { readonly stream?: { destroy(): void } };
  query(sql: string): Promise<unknown>;
  end(done: (error?: Error) => void): void;
}

/** Settings for one connection: the server keeps the bounds, and the client those of a server that is silent. */
export function boundedConnection(url: string, name: string, bounds: Bounds): Record<string, unknown> {
  const { connect, statement, lock, idle } = bounds;
  return {
    connectionString: url,
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

/**
 * knex's PostgreSQL client that never hands out, keeps or waits for a connection that has gone silent: whatever breaks on one ends it,
 * one that rested proves first that it lives, and when one has not, those that rested as long are not asked.
 */
export class BoundedPostgres extends PostgresClient {
  // transactions work on objects that share the methods only: nothing private here
  readonly rest: Rest;
  readonly resting: NodeJS.Timeout;

  constructor(config: Knex.Config) {
    const rest: Rest = { now: 0, silentSince: -1 };
    const validate = (connection: PgConnection): Promise<boolean> => lives(connection, rest);
    // migrations ask by this name which engine they are on
    super({ ...config, client: 'pg', pool: { ...config.pool, validate } });
    this.rest = rest;
    this.resting = setInterval(() => {
      rest.now += 1;
    }, halfSecond);
    this.resting.unref();
  }

  override async acquireRawConnection(): Promise<PgConnection> {
    const connection = (await super.acquireRawConnection()) as PgConnection;
    connection.rest = this.rest;
    connection.usedAt = this.rest.now;
    return connection;
  }

  override async _query(connection: PgConnection, asked: unknown): Promise<unknown> {
    try {
      return await super._query(connection, asked);
    } catch (error) {
      const outage = outageOf(error);
      // a lock that was not had leaves the connection as it was
      if (outage !== null && outage !== 'locked' && outage !== 'disk_full') {
        distrust(connection.rest, connection.usedAt);
        end(connection, error);
      }
      throw error;
    } finally {
      connection.usedAt = connection.rest?.now ?? 0;
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

  override async destroy(callback?: () => void): Promise<void> {
    clearInterval(this.resting);
    await super.destroy(callback);
  }
}

async function lives(connection: PgConnection, rest: Rest): Promise<boolean> {
  const usedAt = connection.usedAt ?? rest.now;
  if (usedAt <= rest.silentSince) return false;
  if (rest.now - usedAt < 2) return true;
  if (await answers(connection)) {
    connection.usedAt = rest.now;
    return true;
  }
  distrust(rest, usedAt);
  end(connection, new Error('the connection was given up: it did not answer'));
  return false;
}

/** Whatever rested as long as this one is as silent. */
function distrust(rest: Rest | undefined, usedAt = -1): void {
  if (rest !== undefined) rest.silentSince = Math.max(rest.silentSince, usedAt);
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
