import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { emptyLedger, type Ledger, placeId } from '../../domain/booking/ledger.ts';
import type { Reach } from '../../domain/booking/ledger-reach.ts';
import type { Engine } from '../database.ts';
import { inList, select } from '../select.ts';
import {
  type BookingRow,
  bookingOf,
  type HoldRow,
  holdOf,
  type PlaceTableRow,
  placeOf,
} from './booking-rows.ts';

/** Fills a ledger with the bookings and holds that the commands name: the first of two steps. */
export async function loadNamed(
  connection: Knex,
  engine: Engine,
  names: { readonly bookings: readonly string[]; readonly holds: readonly string[] },
): Promise<Ledger> {
  const ledger = emptyLedger();
  for (const booking of await bookingsBy(connection, engine, 'id', names.bookings))
    ledger.bookings.set(booking.id, booking);
  if (names.holds.length > 0) {
    const rows = await select<HoldRow>(
      connection,
      engine,
      `select * from hold where ${inList(engine, 'id')}`,
      [JSON.stringify(names.holds)],
    );
    for (const row of rows) ledger.holds.set(row.id, holdOf(row));
  }
  return ledger;
}

/** Adds everything else that the commands reach: the rows of their slots, limits, missed visits and lifted blocks. */
export async function loadReach(
  connection: Knex,
  engine: Engine,
  ledger: Ledger,
  reaches: readonly Reach[],
): Promise<void> {
  const slots = new Map(reaches.flatMap((reach) => reach.slots).map((slot) => [JSON.stringify(slot), slot]));
  if (slots.size > 0) await loadPlaces(connection, engine, ledger, [...slots.values()]);
  const limits = [...new Set(reaches.flatMap((reach) => reach.limitKeys))];
  if (limits.length > 0) {
    const sql = `select limit_key, id from booking where ${inList(engine, 'limit_key')}`;
    const rows = await select<{ limit_key: string; id: string }>(connection, engine, sql, [
      JSON.stringify(limits),
    ]);
    for (const row of rows) ledger.limits.set(row.limit_key, row.id);
  }
  const codes = [...new Set(reaches.flatMap((reach) => reach.creditCodes))];
  if (codes.length > 0) await loadConduct(connection, engine, ledger, codes);
}

async function loadPlaces(
  connection: Knex,
  engine: Engine,
  ledger: Ledger,
  slots: Reach['slots'],
): Promise<void> {
  const within = 'p.queue = v.queue and p.slot_start >= v.low and p.slot_start < v.high';
  // one look into the key for each range: PostgreSQL would rather read the whole table once, unless the inner part stands by itself
  const sql =
    engine === 'postgres'
      ? `select p.* from (select (e ->> 0) as queue, (e ->> 1)::bigint as low, (e ->> 2)::bigint as high from json_array_elements(?::json) as j(e)) as v
         cross join lateral (select * from place as p where ${within} offset 0) as p`
      : `select p.* from (select json_extract(value, '$[0]') as queue, json_extract(value, '$[1]') as low, json_extract(value, '$[2]') as high from json_each(?)) as v
         cross join place as p where ${within}`;
  const ranges = slots.map(({ queue, from, to }) => [queue, from, to]);
  const rows = await select<PlaceTableRow>(connection, engine, sql, [JSON.stringify(ranges)]);
  for (const row of rows) {
    const place = placeOf(row);
    ledger.places.set(placeId(place), place);
  }
}

/** One statement for missed visits and lifted blocks: most enterprises have neither. */
async function loadConduct(
  connection: Knex,
  engine: Engine,
  ledger: Ledger,
  codes: readonly string[],
): Promise<void> {
  const list = JSON.stringify(codes);
  const rows = await select<{ kind: string; credit_code: string; at: number }>(
    connection,
    engine,
    `select 'missed' as kind, credit_code, starts_at as at from booking where state = 'missed' and ${inList(engine, 'credit_code')}
     union all select 'lifted' as kind, credit_code, until as at from block_lift where ${inList(engine, 'credit_code')}`,
    [list, list],
  );
  for (const row of rows) {
    if (row.kind === 'lifted') ledger.lifted.set(row.credit_code, row.at);
    else ledger.missed.set(row.credit_code, [...(ledger.missed.get(row.credit_code) ?? []), row.at]);
  }
}

/** Bookings by id or reference; those that do not exist are left out. */
export async function bookingsBy(
  connection: Knex,
  engine: Engine,
  column: 'id' | 'reference',
  values: readonly string[],
): Promise<Booking[]> {
  if (values.length === 0) return [];
  const sql = `select * from booking where ${inList(engine, column)}`;
  const rows = await select<BookingRow>(connection, engine, sql, [JSON.stringify([...new Set(values)])]);
  return rows.map(bookingOf);
}
