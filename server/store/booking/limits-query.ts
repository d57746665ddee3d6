import type { Knex } from 'knex';
import { limitKey } from '../../domain/booking/ledger.ts';
import type { Engine } from '../database.ts';
import { bookingsBy } from './ledger-query.ts';

/** By booking: the limit of its day, which ended visits have given up and which nobody else has taken since. */
export async function freeLimits(
  connection: Knex,
  engine: Engine,
  bookings: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const limits = new Map<string, string>();
  for (const { id, enterprise, contact, day } of await bookingsBy(connection, engine, 'id', bookings))
    if (contact.mobile !== '') limits.set(id, limitKey(enterprise.creditCode, contact.mobile, day));
  if (limits.size === 0) return limits;
  const taken = (await connection('booking')
    .whereIn('limit_key', [...limits.values()])
    .pluck('limit_key')) as string[];
  for (const [id, key] of limits) if (taken.includes(key)) limits.delete(id);
  return limits;
}
