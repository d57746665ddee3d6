import type { Knex } from 'knex';

/** What booking rules look at besides the bookings of the day. Instants are epoch ms. */
export interface Conduct {
  /** starts of missed visits, at whatever site */
  readonly missed: readonly number[];
  /** null: no block was ever lifted */
  readonly lift: { readonly until: number; readonly reason: string; readonly staff: string } | null;
}

/** How an enterprise has kept its appointments. */
export async function conductOf(connection: Knex, creditCode: string): Promise<Conduct> {
  const missed = await connection('booking')
    .where({ credit_code: creditCode, state: 'missed' })
    .select('starts_at');
  const lift = await connection('block_lift')
    .where({ credit_code: creditCode })
    .first('until', 'reason', 'staff');
  return { missed: missed.map((row) => row.starts_at), lift: lift ?? null };
}
