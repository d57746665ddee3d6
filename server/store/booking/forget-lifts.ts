import type { Knex } from 'knex';

/** Forgets whose block was lifted, and why, when that ended before an instant (epoch ms). */
export async function forgetLifts(connection: Knex, before: number): Promise<number> {
  return connection('block_lift').where('until', '<', before).delete();
}
