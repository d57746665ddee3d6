import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { System } from '../../actions/system.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import { makeRateLimiter } from '../rate-limiter.ts';

type Parts = Pick<System, 'config' | 'database'>;

/** Pages and API count together. */
const limiters = new WeakMap<object, RateLimiterAbstract>();

function limiterOf({ database }: Parts): RateLimiterAbstract {
  const known = limiters.get(database);
  if (known !== undefined) return known;
  // each site has its own limit, which is looked at below
  const made = makeRateLimiter({ database }, { name: 'waiting', points: 1_000_000, seconds: dayLong / 1000 });
  limiters.set(database, made);
  return made;
}

/**
 * Joins unless as many have joined the site's list from this network within a day as it may book there: names cost nothing, networks do.
 * Whoever is refused for another reason has not joined. Refuses with network_waiting_limit, and as `join` does.
 */
export async function withinNetwork<Answer>(
  system: Parts,
  site: Site,
  { network, proven }: Origin,
  join: () => Promise<Outcome<Answer>>,
): Promise<Outcome<Answer>> {
  const { networkMade: limit } = site.rules;
  if (!system.config.rateLimits || limit === 0 || network === null || proven === 'sms') return join();
  const limiter = limiterOf(system);
  const key = `${site.code} ${network}`;
  const { consumedPoints } = await limiter.consume(key);
  if (consumedPoints > limit) {
    await limiter.reward(key);
    return refuse('network_waiting_limit', { limit });
  }
  const joined = await join();
  if (!joined.ok) await limiter.reward(key);
  return joined;
}
