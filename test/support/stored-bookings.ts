import assert from 'node:assert/strict';
import { isActive } from '../../server/domain/booking/booking-states.ts';
import { limitKey } from '../../server/domain/booking/limit-key.ts';
import { isLive, type PlaceKey } from '../../server/domain/booking/place.ts';
import type { BookingRow, HoldRow } from '../../server/store/booking/booking-columns.ts';
import { bookingOf, holdOf } from '../../server/store/booking/booking-rows.ts';
import type { Database } from '../../server/store/database.ts';

type StoredBooking = BookingRow & { readonly limit_key: string | null };

/** A row of `place` as both engines answer it. */
interface PlaceTableRow {
  readonly queue: string;
  readonly slot_start: number;
  readonly place_no: number;
  readonly booking: string | null;
  readonly hold: string | null;
  readonly expires_at: number | null;
}

const key = (place: PlaceKey): string => `${place.queue}|${place.start}|${place.place}`;
const sorted = (places: readonly PlaceKey[]): string[] => places.map(key).sort();

/**
 * What the tables say of bookings agrees with itself: every booking that was not cancelled has exactly its places, nobody else has one of
 * them, live holds likewise, and limit keys are those of active bookings. `limits`: the site has the rule of one a day.
 */
export async function assertSoundBookings(
  database: Database,
  now: number,
  limits: 'on' | 'off',
): Promise<{ bookings: number; places: number }> {
  const { bookings, holds, places } = await oneLook(database);
  const of = (owner: 'booking' | 'hold', id: string): string[] =>
    places
      .filter((row) => row[owner] === id)
      .map((row) => key({ queue: row.queue, start: row.slot_start, place: row.place_no }))
      .sort();
  for (const row of bookings) {
    const booking = bookingOf(row);
    const expected = booking.state === 'cancelled' ? [] : sorted(booking.places);
    assert.deepEqual(of('booking', row.id), expected, `${row.id} (${row.state}) has exactly its places`);
    assert.equal(booking.places.length > 0, booking.state !== 'cancelled', `${row.id} ${row.state}`);
    const { creditCode } = booking.enterprise;
    const own = limitKey(creditCode, booking.contact.mobile, booking.day);
    if (limits === 'off' || !isActive(booking.state)) assert.equal(row.limit_key, null, row.id);
    else assert.ok(row.limit_key === own || row.limit_key === null, `${row.id}: ${row.limit_key}`);
  }
  for (const row of holds) {
    const hold = holdOf(row);
    if (isLive(hold, now)) assert.deepEqual(of('hold', row.id), sorted(hold.places), `${row.id} is whole`);
  }
  const owners = new Set(bookings.map((row) => row.id));
  for (const row of places) {
    assert.ok(row.booking === null || row.hold === null, 'a place has one owner');
    if (row.booking !== null) assert.ok(owners.has(row.booking) && row.expires_at === null);
    else assert.ok(row.expires_at !== null, 'only bookings keep a place for good');
  }
  return { bookings: bookings.length, places: places.length };
}

/** All three tables at one instant, whoever else is writing. */
async function oneLook(database: Database) {
  const level = database.engine === 'postgres' ? { isolationLevel: 'repeatable read' as const } : {};
  return database.writer.transaction(
    async (look) => ({
      bookings: (await look('booking')) as StoredBooking[],
      holds: (await look('hold')) as HoldRow[],
      places: (await look('place')) as PlaceTableRow[],
    }),
    level,
  );
}

/** Forgets all bookings, in the order that foreign keys ask for. */
export async function clearBookings(database: Database): Promise<void> {
  for (const table of [
    'waitlist_entry',
    'booking_event',
    'outbox',
    'place',
    'hold',
    'booking_undo',
    'time_offer',
    'cluster_looked',
    'idempotency',
    'booking',
  ])
    await database.writer(table).delete();
}
