import type { Knex } from 'knex';
import type { BookingState } from '../../domain/booking/booking.ts';
import {
  type Objection,
  type ObjectionKind,
  type ObjectionState,
  objectionStates,
} from '../../domain/booking/objection.ts';
import { idsInOrder } from '../ids-in-order.ts';
import type { ObjectionRow } from './case-columns.ts';

/** What the visitor has said against a missed visit or a released place; null: nothing. */
export async function objectionOf(connection: Knex, booking: string): Promise<Objection | null> {
  const row = await connection('objection').where({ booking }).first();
  return row === undefined ? null : objectionIn(row);
}

/** An objection with what its list shows of the visit. */
export interface ObjectionCase extends Objection {
  readonly reference: string;
  readonly start: number;
  readonly enterprise: string;
  readonly state: BookingState;
}

export const objectionOrders = [
  'reference',
  'state',
  'kind',
  'due',
  'when',
  'enterprise',
  'made',
  'site',
] as const;
export type ObjectionOrder = (typeof objectionOrders)[number];

export interface ObjectionSearch {
  /** codes of sites */
  readonly sites: readonly string[];
  /** null: any */
  readonly state: ObjectionState | null;
  readonly kind: ObjectionKind | null;
  /** null: unanswered ones first, then by deadline */
  readonly sort: { readonly by: ObjectionOrder; readonly falling: boolean } | null;
  /** epoch ms: it decides what is overdue */
  readonly now: number;
  /** from 1 */
  readonly page: number;
  readonly perPage: number;
  /** ids of their bookings, which this very search has found; none: any */
  readonly among?: readonly string[];
}

/** `objectionState` of o and its booking b, as a place among `objectionStates`; it asks for the time. */
const standing = `case
  when case when o.kind = 'missed' then b.state <> 'missed' else o.granted_at is not null end then 2
  when o.declined_at is not null then 3
  when o.due_at < ? then 1
  else 0 end`;

const columns: Readonly<Record<Exclude<ObjectionOrder, 'state'>, string>> = {
  reference: 'b.reference',
  kind: 'o.kind',
  due: 'o.due_at',
  when: 'b.starts_at',
  enterprise: 'lower(b.enterprise_name)',
  made: 'o.made_at',
  site: 'o.site',
};

/** One page of the objections at some sites, and how many there are. */
export async function searchObjections(
  connection: Knex,
  search: ObjectionSearch,
): Promise<{ readonly lines: readonly ObjectionCase[]; readonly total: number }> {
  const counted = (await found(connection, search).count({ total: '*' }).first()) as
    | { total: number | string }
    | undefined;
  const rows = (await ordered(connection, search)
    .offset((search.page - 1) * search.perPage)
    .limit(search.perPage)
    .select('o.*', 'b.reference', 'b.starts_at', 'b.enterprise_name', 'b.state')) as (ObjectionRow & {
    reference: string;
    starts_at: number;
    enterprise_name: string;
    state: BookingState;
  })[];
  const lines = rows.map((row) => ({
    ...objectionIn(row),
    reference: row.reference,
    start: row.starts_at,
    enterprise: row.enterprise_name,
    state: row.state,
  }));
  return { lines, total: Number(counted?.total ?? 0) };
}

/** The bookings of the first `perPage` of them, in their order. */
export async function objectionIds(connection: Knex, search: ObjectionSearch): Promise<string[]> {
  return idsInOrder(connection, ordered(connection, search), { column: 'o.booking', most: search.perPage });
}

function ordered(connection: Knex, search: ObjectionSearch): Knex.QueryBuilder {
  const { sort, now } = search;
  const direction = sort?.falling ? 'desc' : 'asc';
  const query = found(connection, search);
  if (sort === null) query.orderByRaw(`case when ${standing} < 2 then 0 else 1 end`, [now]);
  else if (sort.by === 'state') query.orderByRaw(`${standing} ${direction}`, [now]);
  else query.orderByRaw(`${columns[sort.by]} ${direction}`);
  return query.orderBy(['o.due_at', 'o.booking']);
}

function found(
  connection: Knex,
  { sites, state, kind, now, among }: Omit<ObjectionSearch, 'sort' | 'page' | 'perPage'>,
): Knex.QueryBuilder {
  const query = connection('objection as o')
    .join('booking as b', 'b.id', 'o.booking')
    .whereIn('o.site', [...sites]);
  if (state !== null) query.whereRaw(`${standing} = ?`, [now, objectionStates.indexOf(state)]);
  if (kind !== null) query.where('o.kind', kind);
  if (among !== undefined) query.whereIn('o.booking', [...among]);
  return query;
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
    // what the index knows comes first
    .where('o.due_at', '<', now)
    .whereRaw(`${standing} = ?`, [now, objectionStates.indexOf('overdue')])
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
