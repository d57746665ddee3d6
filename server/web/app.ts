import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Readiness } from '../actions/health/readiness.ts';
import type { System } from '../actions/system.ts';
import type { Messaging } from '../messages/messaging.ts';
import { apiRoutes } from './api/api-routes.ts';
import { healthRoutes } from './api/health-routes.ts';
import { requestMetrics } from './api/metrics.ts';
import type { SocketLoad } from './api/operations-metrics.ts';
import type { Assets } from './assets.ts';
import { logRefusals } from './middleware/log-refusals.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import type { StaffSessions } from './middleware/staff-session.ts';
import { pages } from './pages.ts';
import { requestId, routePattern } from './request/request-facts.ts';
import type { ScreensOf } from './staff/silent-machines.ts';

export interface AppParts {
  readonly system: System;
  readonly logger: Logger;
  readonly assets: Assets;
  readonly sessions: StaffSessions;
  readonly messaging: Messaging;
  readonly screens: ScreensOf;
  readonly sockets: SocketLoad;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: () => Promise<string>;
}

/** Everything that answers HTTP, from the outside in. */
export function makeApp(parts: AppParts): Express {
  const { system, logger, assets, sessions, messaging, screens, sockets, readiness, metrics } = parts;
  const { config } = system;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  if (logger.isLevelEnabled('debug')) app.use(logRequests(logger));
  app.use(requestMetrics(system));
  app.use(logRefusals(system));
  app.use(securityHeaders(config));
  app.use(healthRoutes(system, { readiness, metrics, screens, sockets }));
  app.use(apiRoutes(system));
  app.use(pages(system, { assets, sessions: sessions.handlers, messaging, screens }));
  return app;
}

/** A line for each request: its route, never its address, which has secrets, nor a header. */
function logRequests(logger: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    genReqId: requestId,
    wrapSerializers: false,
    serializers: {
      req: ({ id, method }: Request) => ({ id, method }),
      res: ({ statusCode }: Response) => ({ statusCode }),
    },
    customProps: (request) => ({ route: routePattern(request) }),
  });
}
