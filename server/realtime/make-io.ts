import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/postgres-adapter';
import pg from 'pg';
import { Server } from 'socket.io';

/** Large enough for any message of a screen, far too small to hurt. */
const largestMessage = 4096;

const attachments = `create table if not exists socket_io_attachments
  (id bigserial primary key, created_at timestamptz not null default now(), payload bytea)`;

export interface LiveServer {
  readonly io: Server;
  /** lets go of every socket and of the adapter's own connections; the HTTP server closes with it */
  close(): Promise<void>;
}

/** Socket.IO on an HTTP server. On PostgreSQL several processes reach each other's sockets through the database. */
export async function makeIo(
  server: HttpServer,
  database: { readonly engine: 'sqlite' | 'postgres'; readonly url: string },
): Promise<LiveServer> {
  const io = new Server(server, {
    // our own screens use WebSocket only, so that no sticky sessions are needed; others may begin as their library does
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    maxHttpBufferSize: largestMessage,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
  });
  const pool = database.engine === 'postgres' ? await adapterPool(database.url) : null;
  if (pool !== null) await listen(io, pool);
  return {
    io,
    close: async () => {
      await io.close();
      await pool?.end();
    },
  };
}

/**
 * Gives the sockets the adapter, and waits until it hears other processes. The adapter cannot be closed before: the connection that it is
 * still making would never be given back.
 */
function listen(io: Server, pool: pg.Pool): Promise<void> {
  return new Promise((heard, failed) => {
    const watched = {
      query: pool.query.bind(pool),
      connect: async (): Promise<pg.PoolClient> => {
        const client = await pool.connect();
        // queries of one connection are answered in order: this one comes after the adapter's LISTEN
        setImmediate(() => client.query('select 1').then(() => heard(), failed));
        return client;
      },
    };
    io.adapter(createAdapter(watched as unknown as pg.Pool, { errorHandler: () => {} }));
  });
}

/** Its own pool: a screen must not wait for a booking. What it writes is worthless after a crash, so commits need not be durable. */
async function adapterPool(url: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 3,
    application_name: 'hall-screens',
    options: '-c synchronous_commit=off',
  });
  pool.on('error', () => {});
  // several processes may start at once
  await pool.query(attachments).catch(() => pool.query(attachments));
  return pool;
}
