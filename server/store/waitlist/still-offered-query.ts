import type { Knex } from 'knex';

/** Whether the offer that stands until `until` has neither run out at `now`, been taken back nor answered (both epoch ms). */
export async function isStillOffered(
  connection: Knex,
  entry: string,
  until: number,
  now: number,
): Promise<boolean> {
  if (until <= now) return false;
  const row = await connection('waitlist_entry')
    .where({ id: entry, state: 'offered', offer_until: until })
    .first('id');
  return row !== undefined;
}
