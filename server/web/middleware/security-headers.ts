import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../config.ts';
import { isOverTls } from '../request/own-cookie.ts';

/** A strict content policy: everything from here, nothing inline. Pages are never framed by others. */
export function securityHeaders(config: Config): RequestHandler {
  const set = headerSetter(config);
  return (_request, response, next) => {
    set(response);
    next();
  };
}

/** The same for answers that no router makes: those of the socket server to whoever shakes hands, or fails to. */
export function headerSetter(config: Config): (response: ServerResponse) => void {
  const headers = fixedHeaders(config);
  return (response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
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
        // what is not named below, from here only
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // no style attribute either: they can read a page letter by letter
        styleSrc: ["'self'"],
        // QR codes are drawn into the page, pictures previewed before they are sent
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'"],
        // the socket, and nothing that a page is told could be sent to
        connectSrc: ["'self'", ...sockets],
        workerSrc: ["'self'"],
        // no plug-ins, and no other meaning of our relative addresses
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        // what is typed goes to us alone
        formAction: ["'self'"],
        // the message preview is a frame of ours; nobody else may lay a page under theirs
        frameAncestors: ["'self'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // links carry secrets: the address of a page of ours goes nowhere else
    referrerPolicy: { policy: 'same-origin' },
    // a year; whether the hosts below ours have TLS too, only whoever runs them knows
    strictTransportSecurity: secure
      ? { maxAge: 31_536_000, includeSubDomains: config.secureSubdomains }
      : false,
    // needs nothing that isolation gives; opener and resource policies stay helmet's: same-origin
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
