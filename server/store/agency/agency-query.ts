import type { Knex } from 'knex';
import type { AgencyCase } from '../../domain/agency/agency-case.ts';
import type { CaseState } from '../../domain/agency/agency-states.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { parseActor } from '../../domain/staff/actor.ts';
import type { BookingRow } from '../booking/booking-columns.ts';
import { bookingOf } from '../booking/booking-rows.ts';
import { idsInOrder } from '../ids-in-order.ts';
import type { AgencyCaseRow, AgencyDocumentRow } from './agency-columns.ts';
import { type AgencyEvent, caseOf } from './agency-rows.ts';
import type { StoredUpload } from './upload-query.ts';

export type { AgencyEvent } from './agency-rows.ts';

/** The case of a booking (its id) as it is stored; null: nothing has happened yet. */
export async function agencyOf(connection: Knex, booking: string): Promise<AgencyCase | null> {
  const row = (await connection('agency_case').where({ booking }).first()) as AgencyCaseRow | undefined;
  if (row === undefined) return null;
  const documents = (await connection('agency_document')
    .where({ booking })
    .orderBy(['position', 'item'])) as AgencyDocumentRow[];
  return caseOf(row, documents);
}

/** What has happened to a case, oldest first. */
export async function agencyHistory(connection: Knex, booking: string): Promise<AgencyEvent[]> {
  const rows = (await connection('agency_event')
    .where({ booking })
    .orderBy('revision')
    .select('revision', 'at', 'type', 'item', 'text', 'actor')) as (Omit<AgencyEvent, 'actor'> & {
    readonly actor: string;
  })[];
  return rows.map((row) => ({ ...row, actor: parseActor(row.actor) }));
}

/** What cases can be sorted by: how long they have stood so, their visit, reference, enterprise or site. */
export const caseOrders = ['since', 'visit', 'reference', 'enterprise', 'site'] as const;
export type CaseOrder = (typeof caseOrders)[number];
const orders: Readonly<Record<CaseOrder, string>> = {
  since: 'c.since',
  visit: 'b.starts_at',
  reference: 'b.reference',
  enterprise: 'lower(b.enterprise_name)',
  site: 'b.site',
};

export interface CaseSearch {
  /** codes of sites */
  readonly sites: readonly string[];
  /** null: any */
  readonly state: CaseState | null;
  /** null: those that have waited longest first */
  readonly sort: { readonly by: CaseOrder; readonly falling: boolean } | null;
  /** from 1 */
  readonly page: number;
  readonly perPage: number;
  /** ids of their bookings, which this very search has found; none: any */
  readonly among?: readonly string[];
}

/** A case in a list. */
export interface CaseLine {
  readonly booking: Booking;
  readonly state: CaseState;
  /** since when it has been in this state, epoch ms */
  readonly since: number;
  /** what has been accepted or has arrived, of all that is asked for */
  readonly accepted: number;
  readonly documents: number;
}

/** Cases whose booking still wants them, in the order that was asked for. */
export async function searchCases(
  connection: Knex,
  search: CaseSearch,
): Promise<{ readonly lines: readonly CaseLine[]; readonly total: number }> {
  const counted = (await found(connection, search).count({ total: '*' }).first()) as
    | { total: number | string }
    | undefined;
  const rows = (await ordered(connection, search)
    .offset((search.page - 1) * search.perPage)
    .limit(search.perPage)
    .select(
      'b.*',
      'c.state as case_state',
      'c.since as case_since',
      connection('agency_document').whereRaw('booking = b.id').count('*').as('documents'),
      connection('agency_document')
        .whereRaw(`booking = b.id and state = 'accepted'`)
        .count('*')
        .as('accepted'),
    )) as (BookingRow & {
    case_state: string;
    case_since: number;
    documents: number | string;
    accepted: number | string;
  })[];
  const lines = rows.map((row) => ({
    booking: bookingOf(row),
    state: row.case_state as CaseState,
    since: Number(row.case_since),
    accepted: Number(row.accepted),
    documents: Number(row.documents),
  }));
  return { lines, total: Number(counted?.total ?? 0) };
}

/** The bookings (ids) of the first `perPage` of these cases, in their order. */
export async function caseIds(connection: Knex, search: CaseSearch): Promise<string[]> {
  return idsInOrder(connection, ordered(connection, search), { column: 'b.id', most: search.perPage });
}

function ordered(connection: Knex, search: CaseSearch): Knex.QueryBuilder {
  const { by, falling } = search.sort ?? { by: 'since', falling: false };
  return found(connection, search)
    .orderByRaw(`${orders[by]} ${falling ? 'desc' : 'asc'}`)
    .orderBy([{ column: 'c.since' }, { column: 'b.id' }]);
}

/** How many cases of these sites are in each state; states without any are left out. */
export async function countCases(
  connection: Knex,
  sites: readonly string[],
): Promise<ReadonlyMap<CaseState, number>> {
  const rows = (await found(connection, { sites, state: null })
    .groupBy('c.state')
    .select('c.state as state')
    .count({ total: '*' })) as { state: string; total: number | string }[];
  return new Map(rows.map(({ state, total }) => [state as CaseState, Number(total)]));
}

function found(
  connection: Knex,
  { sites, state, among }: Pick<CaseSearch, 'sites' | 'state' | 'among'>,
): Knex.QueryBuilder {
  const query = connection('agency_case as c')
    .join('booking as b', 'b.id', 'c.booking')
    .where('b.handling', 'online_agency')
    .whereNotIn('b.state', ['cancelled', 'missed', 'not_held', 'excused'])
    .whereNull('b.anonymised_at')
    .whereIn('c.site', [...sites]);
  if (among !== undefined) query.whereIn('b.id', [...among]);
  if (state !== null) query.where('c.state', state);
  return query;
}

/** Which of these files (their ids) some document points to. */
export async function knownFiles(connection: Knex, files: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = (await connection('agency_document')
    .whereIn('file', [...files])
    .select('file')) as {
    file: string;
  }[];
  return new Set(rows.map(({ file }) => file));
}

/** Every file that some document points to. */
export async function filesOfDocuments(connection: Knex): Promise<readonly StoredUpload[]> {
  return (await connection('agency_document')
    .whereNotNull('file')
    .select({ id: 'file', size: 'file_size', sha256: 'file_sha256' })) as StoredUpload[];
}

/** In which state the cases of these bookings (ids) are; those without a case are left out. */
export async function caseStatesOf(
  connection: Knex,
  bookings: readonly string[],
): Promise<ReadonlyMap<string, CaseState>> {
  if (bookings.length === 0) return new Map();
  const rows = await connection('agency_case')
    .whereIn('booking', [...bookings])
    .select('booking', 'state');
  return new Map(rows.map(({ booking, state }) => [booking, state as CaseState]));
}

/** Bookings whose case is closed and that do not say so yet, at most `limit`. */
export async function unsettledCases(connection: Knex, limit: number): Promise<Booking[]> {
  const rows = (await connection('booking as b')
    .join('agency_case as c', 'c.booking', 'b.id')
    .where('c.state', 'closed')
    .whereIn('b.state', ['confirmed', 'arrived'])
    .limit(limit)
    .select('b.*')) as BookingRow[];
  return rows.map(bookingOf);
}
