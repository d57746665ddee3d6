import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { emptyLedger } from '../../domain/booking/empty-ledger.ts';
import { type Ledger, placeId } from '../../domain/booking/ledger.ts';
import type { RowsNeeded } from '../../domain/booking/rows-needed.ts';
import type { TimeOffer } from '../../domain/booking/time-offer.ts';
import type { Undo } from '../../domain/booking/undo.ts';
import { versionRead } from '../catalogue/catalogue-query.ts';
import type { Engine } from '../database.ts';
import { type Subscribed, subscribedOf, subscribedRead } from '../event/subscriber-query.ts';
import { type ActiveChannels, activeChannelsOf, activeChannelsRead } from '../message/channel-query.ts';
import { type Answers, type Read, readTogether } from '../read-together.ts';
import { inList, select } from '../select.ts';
import type { BookingRow, BookingUndoRow, HoldRow, TimeOfferRow } from './booking-columns.ts';
import { bookingOf, holdOf, timeOfferOf, undoOfRow } from './booking-rows.ts';
import { countReads, fillCounts } from './counts-read.ts';

/** Fills a ledger with the bookings and holds that the commands name: the first of two steps. */
export async function loadNamed(
  connection: Knex,
  engine: Engine,
  names: {
    readonly bookings: readonly string[];
    readonly holds: readonly string[];
    /** bookings that lose a change which could be taken back, or take it back */
    readonly undos?: readonly string[];
    /** bookings for which other times may be offered */
    readonly timeOffers?: readonly string[];
  },
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
  for (const undo of await undosOf(connection, engine, names.undos ?? []))
    ledger.undos.set(undo.booking, undo);
  for (const offer of await timeOffersFor(connection, engine, names.timeOffers ?? []))
    ledger.timeOffers.set(offer.booking, offer);
  return ledger;
}

/** What holders of these bookings can take back; ones that have run out may be among them. */
async function undosOf(connection: Knex, engine: Engine, bookings: readonly string[]): Promise<Undo[]> {
  if (bookings.length === 0) return [];
  const sql = `select * from booking_undo where ${inList(engine, 'booking')}`;
  return (await select<BookingUndoRow>(connection, engine, sql, [JSON.stringify(bookings)])).map(undoOfRow);
}

/** The other times that are offered for these bookings; ones that have run out may be among them. */
async function timeOffersFor(
  connection: Knex,
  engine: Engine,
  bookings: readonly string[],
): Promise<TimeOffer[]> {
  if (bookings.length === 0) return [];
  const sql = `select * from time_offer where ${inList(engine, 'booking')}`;
  return (await select<TimeOfferRow>(connection, engine, sql, [JSON.stringify(bookings)])).map(timeOfferOf);
}

/** What else a batch must know of the moment that its ledger shows. */
export interface LedgerMoment {
  /** of the catalogue */
  readonly version: number;
  /** by site, what is connected besides mail */
  readonly channels: ActiveChannels;
  /** of which events other systems are told */
  readonly subscribed: Subscribed;
}

/** Adds everything else that the commands need at `now` (epoch ms), the rows of their slots, limits and counts, missed visits and lifted blocks; in one statement. */
export async function loadNeeded(
  connection: Knex,
  engine: Engine,
  ledger: Ledger,
  needs: readonly RowsNeeded[],
  now: number,
): Promise<LedgerMoment> {
  const counts = countReads(engine, needs, now);
  const codes = [...new Set(needs.flatMap((needed) => needed.creditCodes))];
  const limits = [...new Set(needs.flatMap((needed) => needed.limitKeys))];
  const reads = {
    version: versionRead,
    channels: activeChannelsRead(engine),
    subscribed: subscribedRead(),
    places: placesRead(engine, needs),
    limits: limitsRead(engine, limits),
    missed: missedRead(engine, codes),
    lifted: liftedRead(engine, codes),
  };
  if (counts === null) return filled(ledger, await readTogether(connection, engine, reads));
  const read = await readTogether(connection, engine, { ...reads, ...counts });
  fillCounts(ledger.counts, read);
  return filled(ledger, read);
}

/** What is read for every batch. */
interface UsualReads extends Readonly<Record<string, Read<readonly unknown[]>>> {
  readonly version: typeof versionRead;
  readonly channels: ReturnType<typeof activeChannelsRead>;
  readonly subscribed: ReturnType<typeof subscribedRead>;
  readonly places: Read<PlaceAnswer>;
  readonly limits: ReturnType<typeof limitsRead>;
  readonly missed: ReturnType<typeof missedRead>;
  readonly lifted: ReturnType<typeof liftedRead>;
}

function filled(ledger: Ledger, read: Answers<UsualReads>): LedgerMoment {
  for (const [queue, start, place, booking, hold, expiresAt] of read.places) {
    const row = { queue, start, place, booking, hold, expiresAt };
    ledger.places.set(placeId(row), row);
  }
  for (const [key, booking] of read.limits) ledger.limits.set(key, booking);
  for (const [code, at] of read.missed) ledger.missed.set(code, [...(ledger.missed.get(code) ?? []), at]);
  for (const [code, until] of read.lifted) ledger.lifted.set(code, until);
  return {
    version: read.version[0]?.[0] ?? 0,
    channels: activeChannelsOf(read.channels),
    subscribed: subscribedOf(read.subscribed),
  };
}

function limitsRead(engine: Engine, keys: readonly string[]): Read<[key: string, booking: string]> {
  const from = `booking where ${inList(engine, 'limit_key')}`;
  return { columns: ['limit_key', 'id'], from, bindings: [JSON.stringify(keys)] };
}

function missedRead(engine: Engine, codes: readonly string[]): Read<[creditCode: string, at: number]> {
  const from = `booking where state = 'missed' and ${inList(engine, 'credit_code')}`;
  return { columns: ['credit_code', 'starts_at'], from, bindings: [JSON.stringify(codes)] };
}

function liftedRead(engine: Engine, codes: readonly string[]): Read<[creditCode: string, until: number]> {
  const from = `block_lift where ${inList(engine, 'credit_code')}`;
  return { columns: ['credit_code', 'until'], from, bindings: [JSON.stringify(codes)] };
}

type PlaceAnswer = [
  queue: string,
  start: number,
  place: number,
  booking: string | null,
  hold: string | null,
  expiresAt: number | null,
];

function placesRead(engine: Engine, needs: readonly RowsNeeded[]): Read<PlaceAnswer> {
  const ranges = needs.flatMap(({ slots }) => slots).map(({ queue, from, to }) => [queue, from, to]);
  const different = new Map(ranges.map((range) => [JSON.stringify(range), range]));
  const within = 'p.queue = v.queue and p.slot_start >= v.low and p.slot_start < v.high';
  return {
    columns: ['p.queue', 'p.slot_start', 'p.place_no', 'p.booking', 'p.hold', 'p.expires_at'],
    // one look into the key for each range: PostgreSQL would rather read the whole table once, unless the inner part stands by itself
    from:
      engine === 'postgres'
        ? `(select (e ->> 0) as queue, (e ->> 1)::bigint as low, (e ->> 2)::bigint as high from json_array_elements(?::json) as j(e)) as v
           cross join lateral (select * from place as p where ${within} offset 0) as p`
        : `(select json_extract(value, '$[0]') as queue, json_extract(value, '$[1]') as low, json_extract(value, '$[2]') as high from json_each(?)) as v
           cross join place as p where ${within}`,
    bindings: [JSON.stringify([...different.values()])],
  };
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
