import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { renderErrorPage } from '../error-page.ts';
import { type Allowance, makeRateLimiter } from '../rate-limiter.ts';
import { addressOf } from '../request/actor-of.ts';
import { callerOf } from '../request/network-of.ts';

type Parts = Pick<System, 'config' | 'database' | 'secrets'>;

/** So many tries in so many seconds for each key; answers whether one more is allowed. Without rate limits always. */
export function makeLimit(system: Parts, allowance: Allowance): (key: string) => Promise<boolean> {
  const limiter = makeRateLimiter(system, allowance);
  return async (key) => {
    if (!system.config.rateLimits) return true;
    return limiter.consume(key).then(
      () => true,
      () => false,
    );
  };
}

/** Answers an address that sends too many forms with 429. */
export function limitForms(system: Parts, allowance: Allowance): RequestHandler {
  const allowed = makeLimit(system, allowance);
  return (request, response, next) => {
    allowed(callerOf(addressOf(request))).then((may) => {
      if (may) next();
      else renderErrorPage(response, 429, 'too_many_requests');
    }, next);
  };
}
