import type { Knex } from 'knex';
import type { BookingState } from '../../domain/booking/booking.ts';
import type { Objection } from '../../domain/booking/objection.ts';
import type { ObjectionRow } from './case-columns.ts';

/** What the visitor has said against a missed visit or a released place; null: nothing. */
export async function objectionOf(connection: Knex, booking: string): Promise<Objection | null> {
  const row = await connection('objection').where({ booking }).first();
  return row === undefined ? null : objectionIn(row);
}

/** Of o and its booking b. */
const unanswered = `(o.declined_at is null and o.granted_at is null and (o.kind = 'released' or b.state = 'missed'))`;

/** An objection with what its list shows of the visit. */
export interface ObjectionCase extends Objection {
  readonly reference: string;
  readonly start: number;
  readonly enterprise: string;
  readonly state: BookingState;
}

/** Objections at some sites, unanswered ones first, then by deadline. */
export async function objectionsAt(connection: Knex, sites: readonly string[]): Promise<ObjectionCase[]> {
  const rows = (await connection('objection as o')
    .join('booking as b', 'b.id', 'o.booking')
    .whereIn('o.site', [...sites])
    .orderByRaw(`case when ${unanswered} then 0 else 1 end`)
    .orderBy(['o.due_at', 'o.booking'])
    .select('o.*', 'b.reference', 'b.starts_at', 'b.enterprise_name', 'b.state')) as (ObjectionRow & {
    reference: string;
    starts_at: number;
    enterprise_name: string;
    state: BookingState;
  })[];
  return rows.map((row) => ({
    ...objectionIn(row),
    reference: row.reference,
    start: row.starts_at,
    enterprise: row.enterprise_name,
    state: row.state,
  }));
}

/** How many objections at some sites nobody has answered by their deadline, at `now` (epoch ms). */
export async function overdueObjections(
  connection: Knex,
  sites: readonly string[],
  now: number,
): Promise<number> {
  const row = (await connection('objection as o')
    .join('booking as b', 'b.id', 'o.booking')
    .whereIn('o.site', [...sites])
    .whereRaw(unanswered)
    .where('o.due_at', '<', now)
    .count({ total: '*' })
    .first()) as { total: number | string } | undefined;
  return Number(row?.total ?? 0);
}

function objectionIn(row: ObjectionRow): Objection {
  const { booking, site, kind, words, answer } = row;
  return {
    booking,
    site,
    kind,
    words,
    answer,
    madeAt: row.made_at,
    dueAt: row.due_at,
    declinedAt: row.declined_at,
    grantedAt: row.granted_at,
  };
}
