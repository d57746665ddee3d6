import type { Knex } from 'knex';
import { limitKey } from '../../domain/booking/limit-key.ts';
import type { Engine } from '../database.ts';
import { bookingsBy } from './ledger-query.ts';

/** By booking: the limit of its day, unless another booking has it by now. */
export async function freeLimits(
  connection: Knex,
  engine: Engine,
  bookings: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const limits = new Map<string, string>();
  for (const { id, enterprise, contact, day } of await bookingsBy(connection, engine, 'id', bookings))
    if (contact.mobile !== '') limits.set(id, limitKey(enterprise.creditCode, contact.mobile, day));
  if (limits.size === 0) return limits;
  const taken = await connection('booking')
    .whereIn('limit_key', [...limits.values()])
    .select('id', 'limit_key');
  const holders = new Map(taken.map((row) => [row.limit_key, row.id]));
  for (const [id, key] of limits) if ((holders.get(key) ?? id) !== id) limits.delete(id);
  return limits;
}
