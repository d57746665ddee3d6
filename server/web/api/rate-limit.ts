import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { refuse } from '../../domain/outcome.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { addressOf } from '../request/actor-of.ts';
import { sendProblem } from './problem.ts';

/** So many calls a minute for one address, the answer says when to come back. */
export function limitCalls(
  system: Pick<System, 'config' | 'database'>,
  name: string,
  perMinute: number,
): RequestHandler {
  if (!system.config.rateLimits) return (_request, _response, next) => next();
  const limiter = makeRateLimiter(system, { name, points: perMinute, seconds: 60 });
  return (request, response, next) => {
    limiter.consume(addressOf(request) ?? '').then(
      () => next(),
      (reason: unknown) => {
        if (reason instanceof Error) {
          next(reason);
          return;
        }
        const { msBeforeNext = 1000 } = reason as { msBeforeNext?: number };
        response.set('Retry-After', String(Math.max(1, Math.ceil(msBeforeNext / 1000))));
        sendProblem(response, refuse('too_many_requests'));
      },
    );
  };
}
