import type { System } from '../../actions/system.ts';
import { oncePerSystem } from '../declared-page.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { countedNetwork } from '../request/origin-of.ts';

// each code costs somebody a message: an office may share one network, a stranger owns the addresses of a whole one
const limiterOf = oncePerSystem((system: Pick<System, 'database' | 'secrets'>) =>
  makeRateLimiter(system, { name: 'contact-codes', points: 20, seconds: 10 * 60 }),
);

/** Whether one more code may be sent for the network of an address, by page and API together. */
export async function maySendCode(
  system: Pick<System, 'config' | 'database' | 'secrets'>,
  address: string | null,
): Promise<boolean> {
  const network = countedNetwork(address);
  if (network === null || !system.config.rateLimits) return true;
  return limiterOf(system)
    .consume(network)
    .then(
      () => true,
      () => false,
    );
}
