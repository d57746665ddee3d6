import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { addressOf } from '../request/actor-of.ts';
import { networkOf } from '../request/network-of.ts';
import { requestId, routePattern } from '../request/request-facts.ts';
import { signedInAs } from './staff-session.ts';

/** Lines of a minute; what is refused beyond them is one number when the minute is over: nobody fills the log. */
const linesOfAMinute = 20;
const refused = new Set([401, 403, 429]);

/**
 * Tells the log of whatever was refused: for want of a key or a right, as somebody else's form, as too much. Which route, and who or from
 * which network as a keyed mark, never the address that was asked for nor what was sent. What staff tried to change stands in the audit too.
 */
export function logRefusals({
  log,
  clock,
  secrets,
}: Pick<System, 'log' | 'clock' | 'secrets'>): RequestHandler {
  let since = 0;
  let count = 0;
  const lineLeft = (): boolean => {
    const now = clock.now();
    if (now - since >= minute || now < since) {
      if (count > linesOfAMinute)
        log.warn({ refused: count - linesOfAMinute, since }, 'as many more requests were refused');
      since = now;
      count = 0;
    }
    count += 1;
    return count <= linesOfAMinute;
  };
  return (request, response, next) => {
    response.once('finish', () => {
      const { statusCode: status } = response;
      if (!refused.has(status) || !lineLeft()) return;
      const address = addressOf(request);
      log.warn(
        {
          status,
          method: request.method,
          route: routePattern(request),
          request: requestId(request),
          staff: signedInAs(request)?.member.id,
          network: address === null ? undefined : secrets.markOf('network', networkOf(address)),
        },
        'a request was refused',
      );
    });
    next();
  };
}
