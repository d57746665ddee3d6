import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { System } from '../../actions/system.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { countedNetwork } from '../request/origin-of.ts';

type Parts = Pick<System, 'config' | 'database' | 'secrets'>;

// each code costs somebody a message: an office may share one network, a stranger owns the addresses of a whole one
const allowance = { name: 'contact-codes', points: 20, seconds: 10 * 60 };
/** Pages and calls count together, whatever else each of them has. */
const limiters = new WeakMap<System['database'], RateLimiterAbstract>();

/** Whether one more code may be sent for the network of an address, by page and API together. */
export async function maySendCode(parts: Parts, address: string | null): Promise<boolean> {
  const network = countedNetwork(address);
  if (network === null || !parts.config.rateLimits) return true;
  const limiter = limiters.get(parts.database) ?? makeRateLimiter(parts, allowance);
  limiters.set(parts.database, limiter);
  return limiter.consume(network).then(
    () => true,
    () => false,
  );
}
