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
 * asked, each counts alone.
 */
export function makeRateLimiter(
  { database }: Pick<System, 'database'>,
  { name, points, seconds }: Allowance,
): RateLimiterAbstract {
  const options = { keyPrefix: name, points, duration: seconds };
  if (database.engine === 'sqlite') return new RateLimiterMemory(options);
  return new RateLimiterPostgres({
    ...options,
    storeClient: database.writer,
    storeType: 'knex',
    tableName: 'rate_limit',
    tableCreated: true,
    insuranceLimiter: new RateLimiterMemory(options),
    // the same address again and again costs no statement
    inMemoryBlockOnConsumed: points + 1,
  });
}
