import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { System } from '../actions/system.ts';

export interface Allowance {
  /** unique among the limits */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/**
 * Counts what one address, or whatever the key is, has used. On PostgreSQL all processes count together; where the database cannot be
 * asked, each counts alone. What is written there is a mark of the key, because that may be an address.
 */
export function makeRateLimiter(
  { database, secrets }: Pick<System, 'database' | 'secrets'>,
  { name, points, seconds }: Allowance,
): RateLimiterAbstract {
  const options = { keyPrefix: name, points, duration: seconds };
  if (database.engine === 'sqlite') return new RateLimiterMemory(options);
  const limiter = new RateLimiterPostgres({
    ...options,
    storeClient: database.writer,
    storeType: 'knex',
    tableName: 'rate_limit',
    tableCreated: true,
    insuranceLimiter: new RateLimiterMemory(options),
    // the same address again and again costs no statement
    inMemoryBlockOnConsumed: points + 1,
  });
  limiter.getKey = (key) => `${name}:${secrets.markOf('network', String(key))}`;
  return limiter;
}
