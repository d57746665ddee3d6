import type { Knex } from 'knex';
import { type Booking, type BookingState, bookingStates } from '../../domain/booking/booking.ts';
import type { PlaceKey } from '../../domain/booking/place.ts';
import type { Database } from '../database.ts';
import { idsInOrder } from '../ids-in-order.ts';
import type { BookingRow } from './booking-columns.ts';
import { bookingOf } from './booking-rows.ts';
import { type BookingHint, escaped, idsMeant } from './search-query.ts';

/** What bookings can be sorted by: their start, their reference, how far they are, their queue, the enterprise's name. */
export const bookingOrders = ['time', 'reference', 'state', 'queue', 'enterprise'] as const;
export type BookingOrder = (typeof bookingOrders)[number];

export interface DaySearch {
  /** codes of sites */
  readonly sites: readonly string[];
  /** local date; null: any */
  readonly day: string | null;
  /** null: every booking */
  readonly hint: BookingHint | null;
  readonly state: BookingState | null;
  readonly queue: string | null;
  /** null: by their start; on any day, the latest first */
  readonly sort: { readonly by: BookingOrder; readonly falling: boolean } | null;
  /** from 1 */
  readonly page: number;
  readonly perPage: number;
  /** ids that this very search has found, which are read by them alone; none: any */
  readonly among?: readonly string[];
}

export interface DayPage {
  readonly bookings: readonly Booking[];
  readonly total: number;
}

/** Where is looked: whoever works in the office has connections of their own. */
export type Searched = Pick<Database, 'office' | 'engine'>;

/** Bookings of some sites, in the order that was asked for. Whoever was forgotten is left out. */
export async function searchBookings(searched: Searched, search: DaySearch): Promise<DayPage> {
  const { office } = searched;
  const found = await withMeant(searched, search);
  if (found.meant?.length === 0) return { bookings: [], total: 0 };
  const rows = (await ordered(office, found)
    .offset((search.page - 1) * search.perPage)
    .limit(search.perPage)) as BookingRow[];
  const bookings = rows.map(bookingOf);
  // what has room on the first page need not be counted again
  if (search.page === 1 && rows.length < search.perPage) return { bookings, total: rows.length };
  const counted = (await wanted(office, found).count({ total: '*' }).first()) as
    | { total: number }
    | undefined;
  return { bookings, total: Number(counted?.total ?? 0) };
}

/** The ids of the first `perPage` of these bookings, in their order. */
export async function bookingIds(searched: Searched, search: DaySearch): Promise<string[]> {
  const query = ordered(searched.office, await withMeant(searched, search));
  return idsInOrder(searched.office, query, { most: search.perPage });
}

/** On any day whoever is looked for is found by an index first; a day is looked through. */
async function withMeant({ office, engine }: Searched, search: DaySearch): Promise<Meant> {
  const { hint, day, sites, among } = search;
  if (hint === null || day !== null || among !== undefined) return { ...search, meant: null };
  return { ...search, meant: await idsMeant(office, engine, sites, hint) };
}

interface Meant extends DaySearch {
  readonly meant: readonly string[] | null;
}

function ordered(connection: Knex, search: Meant): Knex.QueryBuilder {
  const { by, falling } = search.sort ?? { by: 'time', falling: search.day === null };
  return wanted(connection, search)
    .orderByRaw(`${orders[by]} ${falling ? 'desc' : 'asc'}`)
    .orderBy(['starts_at', 'id']);
}

const steps = bookingStates.map((state, step) => `when '${state}' then ${step}`).join(' ');
const orders: Readonly<Record<BookingOrder, string>> = {
  time: 'starts_at',
  reference: 'reference',
  state: `case state ${steps} end`,
  queue: 'queue',
  enterprise: 'lower(enterprise_name)',
};

function wanted(
  connection: Knex,
  { sites, day, hint, state, queue, among, meant }: Meant,
): Knex.QueryBuilder {
  const query = connection('booking').whereNull('anonymised_at');
  if (among !== undefined) return query.whereIn('id', [...among]);
  query.whereIn('site', [...sites]);
  if (day !== null) query.where({ day });
  if (state !== null) query.where({ state });
  if (queue !== null) query.where({ queue });
  if (meant !== null) query.whereIn('id', [...meant]);
  else if (hint !== null)
    query.where((either) => {
      either.whereRaw(`lower(enterprise_name) like ? escape '\\'`, [`%${escaped(hint.name.toLowerCase())}%`]);
      if (hint.reference !== null) either.orWhere({ reference: hint.reference });
      if (hint.ending !== '') {
        const ending = `%${escaped(hint.ending)}`;
        either.orWhereRaw(`credit_code like ? escape '\\' or contact_mobile like ? escape '\\'`, [
          ending,
          ending,
        ]);
      }
    });
  return query;
}

/** A booking as a picture of the day needs it: nothing personal. Instants are epoch ms. */
export interface DayBlock {
  readonly id: string;
  readonly reference: string;
  readonly queue: string;
  readonly start: number;
  readonly end: number;
  readonly state: BookingState;
  /** number of its first place; 0: cancelled, it has none */
  readonly place: number;
}

/** Rows that are read in one piece: ten thousand at once would hold the loop for longer than is heard. */
const rowsTogether = 1000;

/** Every booking of a site's day. */
export async function dayBlocks(connection: Knex, site: string, day: string): Promise<DayBlock[]> {
  const blocks: DayBlock[] = [];
  for (;;) {
    const last = blocks.at(-1);
    const query = connection('booking').where({ site, day });
    if (last !== undefined) query.whereRaw('(starts_at, id) > (?, ?)', [last.start, last.id]);
    const rows = await query
      .orderBy(['starts_at', 'id'])
      .limit(rowsTogether)
      .select('id', 'reference', 'queue', 'starts_at', 'ends_at', 'state', 'places');
    for (const row of rows)
      blocks.push({
        id: row.id,
        reference: row.reference,
        queue: row.queue,
        start: row.starts_at,
        end: row.ends_at,
        state: row.state,
        place: (JSON.parse(row.places) as PlaceKey[])[0]?.place ?? 0,
      });
    if (rows.length < rowsTogether) return blocks;
  }
}
