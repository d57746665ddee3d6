import type { Knex } from 'knex';
import { type Booking, type BookingState, bookingStates } from '../../domain/booking/booking.ts';
import type { PlaceKey } from '../../domain/booking/place.ts';
import { idsInOrder } from '../ids-in-order.ts';
import type { BookingRow } from './booking-columns.ts';
import { bookingOf } from './booking-rows.ts';

/** What somebody at the desk knows of a booking: its reference, code, mobile (or the ends of them), or a part of the enterprise's name. */
export interface BookingHint {
  /** as stored; null: what was typed cannot be one */
  readonly reference: string | null;
  /** capital letters and digits; empty: too short to mean a code or a number */
  readonly ending: string;
  readonly name: string;
}

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

/** Bookings of some sites, in the order that was asked for. Whoever was forgotten is left out. */
export async function searchBookings(connection: Knex, search: DaySearch): Promise<DayPage> {
  const counted = (await wanted(connection, search).count({ total: '*' }).first()) as
    | { total: number }
    | undefined;
  const rows = (await ordered(connection, search)
    .offset((search.page - 1) * search.perPage)
    .limit(search.perPage)) as BookingRow[];
  return { bookings: rows.map(bookingOf), total: Number(counted?.total ?? 0) };
}

/** The ids of the first `perPage` of these bookings, in their order. */
export async function bookingIds(connection: Knex, search: DaySearch): Promise<string[]> {
  return idsInOrder(connection, ordered(connection, search), { most: search.perPage });
}

function ordered(connection: Knex, search: DaySearch): Knex.QueryBuilder {
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

function wanted(connection: Knex, { sites, day, hint, state, queue, among }: DaySearch): Knex.QueryBuilder {
  const query = connection('booking').whereNull('anonymised_at');
  if (among !== undefined) return query.whereIn('id', [...among]);
  query.whereIn('site', [...sites]);
  if (day !== null) query.where({ day });
  if (state !== null) query.where({ state });
  if (queue !== null) query.where({ queue });
  if (hint !== null)
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

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
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

/** Every booking of a site's day. */
export async function dayBlocks(connection: Knex, site: string, day: string): Promise<DayBlock[]> {
  const rows = await connection('booking')
    .where({ site, day })
    .orderBy(['starts_at', 'id'])
    .select('id', 'reference', 'queue', 'starts_at', 'ends_at', 'state', 'places');
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    queue: row.queue,
    start: row.starts_at,
    end: row.ends_at,
    state: row.state,
    place: (JSON.parse(row.places) as PlaceKey[])[0]?.place ?? 0,
  }));
}
