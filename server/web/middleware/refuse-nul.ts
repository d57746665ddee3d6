import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

/** A request that cannot be meant: refused with its status before anything reads it. */
class UnreadableRequest extends Error {
  readonly status = 400;
}

/** NUL cannot be stored (PostgreSQL refuses it in text) and is in no honest address. */
export const refuseNul: RequestHandler = (request, _response, next) => {
  next(/%00|\0/.test(request.url) ? new UnreadableRequest('NUL in the address') : undefined);
};

/** The same for bodies, as the `verify` of body parsers. */
export function refuseNulInBody(_request: IncomingMessage, _response: unknown, body: Buffer): void {
  if (body.includes(0) || body.includes('%00') || body.includes('\\u0000'))
    throw new UnreadableRequest('NUL in the body');
}
