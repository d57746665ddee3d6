import type { RequestHandler, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { refuse } from '../../domain/outcome.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { addressOf } from '../request/actor-of.ts';
import { countedNetwork } from '../request/origin-of.ts';
import { sendProblem } from './problem.ts';

/** So many calls a minute for one address, the answer says when to come back. */
export function limitCalls(
  system: Pick<System, 'config' | 'database' | 'secrets'>,
  name: string,
  perMinute: number,
): RequestHandler {
  if (!system.config.rateLimits) return (_request, _response, next) => next();
  const limiter = makeRateLimiter(system, { name, points: perMinute, seconds: 60 });
  return (request, response, next) => {
    limiter.consume(addressOf(request) ?? '').then(
      () => next(),
      (reason: unknown) => {
        if (reason instanceof Error) next(reason);
        else refuseForNow(response, reason);
      },
    );
  };
}

/** Idempotency keys that strangers of one network may use in a day: each may leave a row, for two days. */
const keysPerDay = 1000;

/** Answers a network whose strangers send more idempotency keys than anybody needs. */
export function limitKeys(system: System): RequestHandler {
  if (!system.config.rateLimits) return (_request, _response, next) => next();
  const limiter = makeRateLimiter(system, { name: 'keys', points: keysPerDay, seconds: dayLong / 1000 });
  return (request, response, next) => {
    const network = countedNetwork(addressOf(request));
    if (request.get('idempotency-key') === undefined || network === null) {
      next();
      return;
    }
    limiter.consume(network).then(
      () => next(),
      (reason: unknown) => {
        if (reason instanceof Error) return next(reason);
        system.timings.tellBeyond('idempotency_keys');
        refuseForNow(response, reason);
      },
    );
  };
}

function refuseForNow(response: Response, reason: unknown): void {
  const { msBeforeNext = 1000 } = reason as { msBeforeNext?: number };
  response.set('Retry-After', String(Math.max(1, Math.ceil(msBeforeNext / 1000))));
  sendProblem(response, refuse('too_many_requests'));
}
