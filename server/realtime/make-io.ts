import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/postgres-adapter';
import pg from 'pg';
import { Server } from 'socket.io';
import type { Guests } from './guests.ts';
import { Listener } from './listener.ts';

/** Large enough for any message of a screen, far too small to hurt. */
const largestMessage = 4096;
/** Screens of this process do not wait for those of others: a push takes at most this long to reach the database. Milliseconds. */
const pushWithin = 1000;

const attachments = `create table if not exists socket_io_attachments
  (id bigserial primary key, created_at timestamptz not null default now(), payload bytea)`;

export interface LiveServer {
  readonly io: Server;
  /** lets go of every socket and of the adapter's own connections; the HTTP server closes with it */
  close(): Promise<void>;
}

export interface LiveParts {
  readonly engine: 'sqlite' | 'postgres';
  readonly url: string;
  /** something was lost: on its way to this process, or from this process to the others */
  missed(by: 'us' | 'others'): void;
  /** absent: everybody may have as many sockets as they like */
  readonly guests?: Guests;
}

/** Socket.IO on an HTTP server. On PostgreSQL several processes reach each other's sockets through the database. */
export async function makeIo(
  server: HttpServer,
  { engine, url, missed, guests }: LiveParts,
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
    // whoever asks for another protocol elsewhere is answered there
    destroyUpgrade: false,
    ...(guests === undefined ? {} : { allowRequest: guests.allow }),
  });
  guests?.watch(io.engine);
  const together = engine === 'postgres' ? await joinOthers(io, url, missed) : null;
  return {
    io,
    close: async () => {
      await io.close();
      await together?.close();
    },
  };
}

/** Gives the sockets an adapter that tells, and hears, the other processes; waits until it hears. */
async function joinOthers(
  io: Server,
  url: string,
  missed: LiveParts['missed'],
): Promise<{ close(): Promise<void> }> {
  const settings = {
    connectionString: url,
    application_name: 'hall-screens',
    connectionTimeoutMillis: 2000,
    keepAlive: true,
    // what is written is worthless after a crash, so commits need not be durable
    options: '-c synchronous_commit=off',
  };
  // its own pool: a screen must not wait for a booking
  const pool = new pg.Pool({ ...settings, max: 3, query_timeout: pushWithin, statement_timeout: pushWithin });
  pool.on('error', () => {});
  // several processes may start at once
  await pool.query(attachments).catch(() => pool.query(attachments));
  const listener = new Listener(
    { ...settings, application_name: 'hall-listener' },
    { again: () => missed('us') },
  );
  await listener.open();
  let makingUp: NodeJS.Timeout | undefined;
  let closed = false;
  // what could not be told is lost: the boards of a moment later, when the database is there, make up for it
  const makeUp = (): void => {
    clearTimeout(makingUp);
    // the last thing that the adapter says finds no connection any more, and there is nobody left to tell
    if (closed) return;
    makingUp = setTimeout(() => (listener.connected ? missed('others') : makeUp()), pushWithin);
  };
  const seen = {
    query: async (sql: string, values?: unknown[]) => {
      return pool.query(sql, values).catch((error: unknown) => {
        makeUp();
        throw error;
      });
    },
    connect: async () => listener,
  };
  io.adapter(createAdapter(seen as unknown as pg.Pool, { errorHandler: () => {} }));
  return {
    close: async () => {
      closed = true;
      clearTimeout(makingUp);
      await listener.close();
      await pool.end();
    },
  };
}
