import type { Request, Response } from 'express';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { System } from '../../actions/system.ts';
import { pairingTime } from '../../domain/staff/pairing-code.ts';
import { renderErrorPage } from '../error-page.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { addressOf } from '../request/actor-of.ts';
import { countedNetwork } from '../request/origin-of.ts';

/** Two thirds of what may stand at once in a hall: one network alone pushes out nobody. */
const offersAtOnce = 40;
/** Nobody stands at a machine to press anything, seconds. */
const askAgain = 60;

/** Kiosks and displays count together. */
const limiters = new WeakMap<object, RateLimiterAbstract>();

function limiterOf({ database, secrets }: Pick<System, 'database' | 'secrets'>): RateLimiterAbstract {
  const known = limiters.get(database);
  if (known !== undefined) return known;
  const allowance = { name: 'pairing', points: offersAtOnce, seconds: pairingTime / 1000 };
  const made = makeRateLimiter({ database, secrets }, allowance);
  limiters.set(database, made);
  return made;
}

/**
 * Whether the network of a request may have another pairing code; answers it with 429 if not. Each code takes the place of an older one, so that
 * whoever asked without end would push out those of real machines.
 */
export async function mayPair(system: System, request: Request, response: Response): Promise<boolean> {
  const network = countedNetwork(addressOf(request));
  if (!system.config.rateLimits || network === null) return true;
  const allowed = await limiterOf(system)
    .consume(network)
    .then(
      () => true,
      (reason: unknown) => {
        if (reason instanceof Error) throw reason;
        return false;
      },
    );
  if (allowed) return true;
  system.timings.tellBeyond('pairing');
  response.set({ 'Retry-After': String(askAgain), Refresh: String(askAgain) });
  renderErrorPage(response, 429, 'too_many_requests');
  return false;
}
