import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Server as SocketServer } from 'socket.io';
import type { Announcer, System } from './actions/system.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { mayWorkAt } from './domain/staff/permissions.ts';
import { makeSystem } from './make-system.ts';
import { type Gateway, makeGateway } from './realtime/gateway.ts';
import { makeIo } from './realtime/make-io.ts';
import { migrate, openDatabase } from './store/database.ts';
import { loadAssets } from './web/assets.ts';
import { securityHeaders } from './web/middleware/security-headers.ts';
import { staffSessions } from './web/middleware/staff-session.ts';
import { pages } from './web/pages.ts';

/** The whole system, ready to listen. Tests start the very same. */
export interface Composed {
  readonly app: Express;
  readonly server: Server;
  readonly system: System;
  readonly io: SocketServer;
  /** answers the address that it listens on */
  listen(): Promise<string>;
  /** finishes what is under way, then lets go of sockets and the database */
  close(): Promise<void>;
}

export async function compose(config: Config, clock: Clock): Promise<Composed> {
  const logger = pino({
    level: config.logLevel,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
  });
  const database = openDatabase(config.databaseUrl);
  await migrate(database);
  // the gateway needs the system and the system announces to the gateway: nothing is announced before both are there
  let gateway: Gateway | null = null;
  const announce: Announcer = {
    hallChanged: (change) => gateway?.hallChanged(change),
    messagesQueued: () => {},
  };
  const app = express();
  const server = createServer(app);
  const baseUrl = (): string => config.baseUrl ?? addressOf(server, config);
  const system = makeSystem({ config, clock, database, log: logger, announce, baseUrl });

  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  app.use(pinoHttp({ logger, autoLogging: config.logLevel === 'debug' || config.logLevel === 'trace' }));
  app.use(securityHeaders(config));
  const sessions = staffSessions(system);
  const live = await makeIo(server, database);
  gateway = makeGateway({
    io: live.io,
    system,
    authorise: async (handshake, { site }) => {
      const staff = await sessions.identify(handshake);
      return staff !== null && mayWorkAt(staff, site);
    },
  });
  app.use(pages(system, { assets: await loadAssets(), sessions: sessions.handlers }));

  return {
    app,
    server,
    io: live.io,
    system,
    listen: () => listen(server, config),
    close: async () => {
      gateway?.close();
      await live.close();
      await closeServer(server);
      await database.close();
    },
  };
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve(addressOf(server, config)));
  });
}

function addressOf(server: Server, config: Config): string {
  const address = server.address() as AddressInfo | null;
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address?.port ?? config.port}`;
}

function closeServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
