import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import supertest from 'supertest';
import { seedDatabase } from '../../seeds/seed-database.ts';
import type { System } from '../../server/actions/system.ts';
import type { Clock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { makeSystem } from '../../server/make-system.ts';
import { type Gateway, type GatewayParts, makeGateway } from '../../server/realtime/gateway.ts';
import { makeIo } from '../../server/realtime/make-io.ts';
import { type Database, type Engine, migrate, openDatabase } from '../../server/store/database.ts';
import { hasOwnVoice } from '../../server/store/device/device-query.ts';
import { loadAssets } from '../../server/web/assets.ts';
import { routesOf } from '../../server/web/declared-page.ts';
import { displayPages } from '../../server/web/display/display-pages.ts';
import { brokenPage, notFoundPage } from '../../server/web/error-page.ts';
import { deviceOnSocket } from '../../server/web/middleware/device.ts';
import { guardForms, readForms } from '../../server/web/middleware/forms.ts';
import { securityHeaders } from '../../server/web/middleware/security-headers.ts';
import { openPageContext } from '../../server/web/page-context.ts';
import { ticketPages } from '../../server/web/ticket/ticket-pages.ts';
import { freshDatabase } from '../support/engines.ts';
import { setClock } from '../support/hall-system.ts';

export const halfPastNine = '2026-11-24T09:30:00+08:00';

/** A hall with its screens and phones alone: database, commands, gateway, display and ticket pages. */
export interface LiveHouse {
  readonly system: System;
  readonly gateway: Gateway;
  readonly url: string;
  readonly port: number;
  readonly request: ReturnType<typeof supertest>;
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly engine?: Engine;
  readonly clock?: Clock;
  readonly timing?: GatewayParts['timing'];
  readonly authorise?: GatewayParts['authorise'];
  /** of a database that outlives the house, or that another house uses too */
  readonly databaseUrl?: string;
  readonly port?: number;
}

export async function openHouse(options: LiveOptions = {}): Promise<LiveHouse> {
  const fresh = options.databaseUrl === undefined ? await freshDatabase(options.engine ?? 'sqlite') : null;
  const config = readConfig({
    DATABASE_URL: options.databaseUrl ?? fresh?.url,
    SESSION_SECRET: 'a secret of at least thirty-two characters',
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
  });
  const database: Database = openDatabase(config.databaseUrl);
  const clock = options.clock ?? setClock(halfPastNine);
  const app = express();
  const server = createServer(app);
  const log = { info: () => {}, warn: () => {}, error: (details: object) => console.error(details) };
  let gateway: Gateway | null = null;
  const announce: System['announce'] = {
    hallChanged: (news) => gateway?.hallChanged(news),
    messagesQueued: () => {},
  };
  const baseUrl = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const system = makeSystem({ config, clock, database, log, announce, baseUrl });
  await migrate(database);
  await seedDatabase(system);
  const live = await makeIo(server, { ...database, missed: (by) => gateway?.tellAll(by) });
  const authorise = options.authorise ?? (async () => false);
  gateway = makeGateway({
    io: live.io,
    system,
    authorise,
    authoriseAgain: (asked) => Promise.all(asked.map((one) => authorise(one.handshake, one))),
    several: config.databaseUrl.startsWith('postgres'),
    machines: {
      async identify(handshake, { kind, site }) {
        const device = await deviceOnSocket(system, handshake, kind);
        return device !== null && device.pairedAt !== null && device.site === site ? device : null;
      },
      hasOwnVoice: (site) => hasOwnVoice(system.database.reader, site),
    },
    ...(options.timing === undefined ? {} : { timing: options.timing }),
  });
  const assets = await loadAssets();
  app.use(securityHeaders(config));
  app.use('/assets', assets.serve);
  app.use(openPageContext({ clock, assets, config }));
  app.use(routesOf(displayPages, system));
  app.use(...readForms(config), ...guardForms(config));
  app.use(routesOf(ticketPages, system));
  app.use(notFoundPage);
  app.use(brokenPage(() => {}));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    system,
    gateway,
    url: baseUrl(),
    port,
    request: supertest(baseUrl()),
    close: async () => {
      gateway?.close();
      await live.close();
      await database.close();
      fresh?.discard();
    },
  };
}
