import type { Booking, Hold } from '../../domain/booking/booking.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import type { BookingFact, Ledger } from '../../domain/booking/ledger.ts';
import { placeId } from '../../domain/booking/ledger.ts';
import { stillHeldBy } from '../../domain/booking/ledger-places.ts';
import type { Origin, WorkProof } from '../../domain/booking/origin.ts';
import type { PlaceKey, PlaceRow } from '../../domain/booking/place.ts';
import { isReachedAs } from '../../domain/booking/series.ts';
import { placesOf, placesWithout, type Undo } from '../../domain/booking/undo.ts';
import { formatActor, type Who } from '../../domain/staff/actor.ts';
import type { WriteSet } from '../write-set.ts';
import { bookingRow, holdRow, placeRow, undoRow } from './booking-rows.ts';
import { freePlaces, keyRow, restPlaces, takePlaces } from './place-store.ts';
import { leaveSeries, writeSeries } from './series-store.ts';
import { writeTimes } from './time-offer-store.ts';

/**
 * Collects the rows of one fact, at `now` (epoch ms). `ledger` is as it was before the fact: it tells which expired rows of somebody else
 * are taken over, and each is removed only while it still is what it was. A place that is really taken is thus only an insert, which
 * the primary key refuses (B1), whatever was decided.
 */
export function writeFact(ledger: Ledger, fact: BookingFact, now: number, writes: WriteSet): void {
  switch (fact.type) {
    case 'held':
      takePlaces(
        ledger,
        fact.hold.places,
        {
          hold: fact.hold.id,
          booking: null,
          expiresAt: Math.max(fact.hold.expiresAt, fact.coolUntil ?? 0),
        },
        now,
        writes,
      );
      writes.insert('hold', holdRow(fact.hold));
      writeSpent(fact.work ?? null, writes);
      return;
    case 'hold_released':
      dropHold(ledger, ledger.holds.get(fact.hold), writes, fact.coolUntil);
      return;
    case 'booked':
      if (fact.fromHold !== null) dropHold(ledger, ledger.holds.get(fact.fromHold), writes);
      writes.insert('booking', { ...bookingRow(fact.booking), limit_key: fact.limitKey });
      takePlaces(ledger, fact.booking.places, ofBooking(fact.booking), now, writes);
      if (fact.from != null) writeOrigin(fact.booking, fact.from, writes);
      if (fact.series != null) writeSeries(fact.booking.id, fact.series, now, writes);
      return;
    case 'moved': {
      const left = placesWithout(fact.from.places, fact.booking.places);
      const taken = placesWithout(fact.booking.places, fact.from.places);
      leaveAsSomebodyElse(ledger.bookings.get(fact.booking.id)?.contact, fact.booking, writes);
      writeUndo(ledger, fact.booking.id, fact.undo, writes);
      restPlaces(left, fact, writes);
      takePlaces(ledger, taken, ofBooking(fact.booking), now, writes);
      writes.update('booking', { ...bookingRow(fact.booking), limit_key: fact.limitKey });
      return;
    }
    case 'cancelled':
      writes.update('booking', { ...bookingRow(fact.booking), limit_key: null });
      writeUndo(ledger, fact.booking.id, fact.undo, writes);
      restPlaces(fact.freed, fact, writes);
      return;
    case 'taken_back':
      writeTakenBack(fact, writes);
      return;
    case 'contact_changed':
      leaveAsSomebodyElse(fact.from, fact.booking, writes);
      writes.remove('booking_undo', { booking: fact.booking.id });
      if (fact.booking.contact.mobile !== fact.from.mobile)
        writes.remove('booking_wechat', { booking: fact.booking.id });
      writes.update('booking', { ...bookingRow(fact.booking), limit_key: fact.limitKey });
      return;
    case 'settled':
      writes.update('booking', {
        ...bookingRow(fact.booking),
        ...(isActive(fact.booking.state) ? {} : { limit_key: null }),
      });
      return;
    case 'messages_chosen':
      // whoever chooses reminders wants them
      writes.remove('message_opt_out', { booking: fact.booking.id, template: 'reminder' });
      writes.update('booking', bookingRow(fact.booking));
      return;
    case 'times_offered':
    case 'times_declined':
    case 'times_ended':
      writeTimes(ledger, fact, now, writes);
      return;
    case 'handling_chosen':
    case 'corrected':
    case 'ticked':
      writes.update('booking', bookingRow(fact.booking));
  }
}

/** A visit that stands for one that the office owes is called first. */
export function writeCalledFirst(
  { id }: Booking,
  { instead, insteadOf }: { readonly instead?: string; readonly insteadOf?: string },
  writes: WriteSet,
): void {
  if (instead === undefined && insteadOf === undefined) return;
  writes.insert('priority_visit', { booking: id, ticket: instead ?? null, visit: insteadOf ?? null });
}

/** One line of a booking's history; it names no person. */
export function writeBookingEvent(
  event: {
    readonly id: string;
    readonly booking: string;
    readonly at: number;
    readonly type: string;
    readonly data: object;
    readonly actor: Who;
  },
  writes: WriteSet,
): void {
  writes.insert('booking_event', {
    ...event,
    actor: formatActor(event.actor),
    data: JSON.stringify(event.data),
  });
}

/** The visitor has checked in; the limit of the day stays until the visit has ended. */
export function writeArrived(booking: string, at: number, writes: WriteSet): void {
  writes.update('booking', { id: booking, state: 'arrived', updated_at: at });
}

/** A visit that had ended goes on; `limit`: of its day, null: somebody else has it by now. */
export function writeGoesOn(booking: string, limit: string | null, at: number, writes: WriteSet): void {
  writes.update('booking', { id: booking, state: 'arrived', updated_at: at, limit_key: limit });
}

/** What became of a visit that had arrived, told by the hall: nobody else changes an arrived booking. */
export function writeServed(
  booking: string,
  state: 'completed' | 'not_served',
  at: number,
  writes: WriteSet,
): void {
  writes.update('booking', { id: booking, state, updated_at: at, limit_key: null });
}

function ofBooking(booking: Booking): Omit<PlaceRow, keyof PlaceKey> {
  return { booking: booking.id, hold: null, expiresAt: null };
}

/** Networks are kept for as long as the sweep says, and a proof of work until it could serve no more. */
function writeOrigin({ id, site, day, createdAt }: Booking, from: Origin, writes: WriteSet): void {
  const { network, browser, proven } = from;
  writes.insert('booking_origin', { booking: id, site, day, at: createdAt, network, browser, proven });
  writeSpent(from.work, writes);
}

/** The link of a list goes to whoever is reached; another person must not see the visits of the one before. */
function leaveAsSomebodyElse(
  before: Booking['contact'] | undefined,
  { id, contact }: Booking,
  writes: WriteSet,
): void {
  if (before !== undefined && !isReachedAs(contact, before)) leaveSeries(id, writes);
}

function writeSpent(work: WorkProof | null, writes: WriteSet): void {
  if (work !== null) writes.insert('spent_work', { id: work.id, expires_at: work.expiresAt });
}

function writeTakenBack(
  { booking, from, undo, limitKey }: Extract<BookingFact, { type: 'taken_back' }>,
  writes: WriteSet,
): void {
  freePlaces(placesWithout(from.places, booking.places), { booking: booking.id }, writes);
  // what the booking has kept all along stays; the rest was kept for it
  for (const key of placesWithout(booking.places, from.places)) {
    writes.remove('place', { ...keyRow(key), hold: undo.hold });
    writes.insert('place', placeRow({ ...key, ...ofBooking(booking) }));
  }
  writes.remove('booking_undo', { booking: booking.id });
  writes.update('booking', { ...bookingRow(booking), limit_key: limitKey });
}

/** There is one step to take back: what an earlier one still keeps is given up. */
function writeUndo(ledger: Ledger, booking: string, undo: Undo | undefined, writes: WriteSet): void {
  const before = ledger.undos.get(booking);
  if (before !== undefined) {
    const still = placesOf(before).filter((key) => ledger.places.get(placeId(key))?.hold === before.hold);
    freePlaces(still, { hold: before.hold }, writes);
  }
  writes.remove('booking_undo', { booking });
  if (undo !== undefined) writes.insert('booking_undo', undoRow(undo));
}

function dropHold(ledger: Ledger, hold: Hold | undefined, writes: WriteSet, coolUntil?: number): void {
  if (hold === undefined) return;
  const still = stillHeldBy(ledger, hold.id, hold.places);
  if (coolUntil === undefined) freePlaces(still, { hold: hold.id }, writes);
  else
    for (const key of still)
      writes.update('place', placeRow({ ...key, booking: null, hold: null, expiresAt: coolUntil }));
  writes.remove('hold', { id: hold.id });
}
