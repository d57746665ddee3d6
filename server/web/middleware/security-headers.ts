import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../config.ts';
import { isOverTls } from '../request/own-cookie.ts';

/** A strict content policy: everything from here, nothing inline. Pages are never framed by others. */
export function securityHeaders(config: Config): RequestHandler {
  const headers = fixedHeaders(config);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** helmet's headers, asked for once: none depends on the request, and its fourteen steps for each took a twentieth of a page. */
function fixedHeaders(config: Config): readonly (readonly [string, string])[] {
  const secure = isOverTls(config);
  // older Safari does not count a socket to the same host as 'self'
  const sockets = config.baseUrl === null ? [] : [config.baseUrl.replace(/^http/, 'ws')];
  const guard = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'", ...sockets],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // links carry secrets: the address of a page of ours goes nowhere else
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
  });
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  guard(request, response, (error) => {
    if (error !== undefined) throw error;
  });
  // the recording studio alone says otherwise for itself
  response.setHeader('Permissions-Policy', 'microphone=()');
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)] as const);
}
