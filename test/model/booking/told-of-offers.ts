import assert from 'node:assert/strict';
import type { Knex } from 'knex';

export interface Told {
  readonly moved: number;
  readonly cancelled: number;
  readonly offered: number;
  /** that the visit takes place after all */
  readonly stood: number;
}

/** What the holder of a booking was told; what was taken back in time is never sent. */
export async function toldOf(outbox: Knex.QueryBuilder, booking: string): Promise<Told> {
  const templates = (await outbox
    .where({ booking })
    .whereNot({ state: 'superseded' })
    .pluck('template')) as string[];
  const count = (...some: string[]) => templates.filter((one) => some.includes(one)).length;
  const told = {
    moved: count('moved', 'moved_by_office'),
    cancelled: count('cancelled', 'cancelled_by_office'),
    offered: count('times_offered'),
    stood: count('visit_stands'),
  };
  assert.ok(told.stood <= told.offered, 'a visit stands once an offer');
  return told;
}
