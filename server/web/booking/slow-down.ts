import type { RequestHandler } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Config } from '../../config.ts';
import { renderErrorPage } from '../error-page.ts';

/** So many tries in so many seconds for each key; answers whether one more is allowed. Without rate limits always. */
export function makeLimit(
  config: Config,
  points: number,
  seconds: number,
): (key: string) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    if (!config.rateLimits) return true;
    return limiter.consume(key).then(
      () => true,
      () => false,
    );
  };
}

/** Answers an address that sends too many forms with 429. */
export function slowDown(config: Config, points: number, seconds: number): RequestHandler {
  const allowed = makeLimit(config, points, seconds);
  return (request, response, next) => {
    allowed(request.ip ?? '').then((may) => {
      if (may) next();
      else renderErrorPage(response, 429, 'too_many_requests');
    }, next);
  };
}
