import type { Booking } from './booking.ts';
import { isActive } from './booking-states.ts';
import { countFact } from './count-fact.ts';
import { type BookingFact, type Ledger, placeId } from './ledger.ts';
import { stillHeldBy } from './ledger-places.ts';
import { limitKey } from './limit-key.ts';
import type { PlaceKey, PlaceRow } from './place.ts';
import { placesKeptBy } from './time-offer.ts';
import { keptUntil, placesOf, type Undo } from './undo.ts';

function take(ledger: Ledger, places: readonly PlaceKey[], by: Omit<PlaceRow, keyof PlaceKey>): void {
  for (const { queue, start, place } of places) {
    ledger.places.set(placeId({ queue, start, place }), { queue, start, place, ...by });
  }
}

function free(ledger: Ledger, places: readonly PlaceKey[], owns: (row: PlaceRow) => boolean): void {
  for (const key of places) {
    const row = ledger.places.get(placeId(key));
    if (row !== undefined && owns(row)) ledger.places.delete(placeId(key));
  }
}

function dropHold(ledger: Ledger, id: string, coolUntil?: number): void {
  const hold = ledger.holds.get(id);
  if (hold === undefined) return;
  const still = stillHeldBy(ledger, id, hold.places);
  free(ledger, still, (row) => row.hold === id);
  if (coolUntil !== undefined) take(ledger, still, { booking: null, hold: null, expiresAt: coolUntil });
  ledger.holds.delete(id);
}

function dropLimit(ledger: Ledger, booking: Booking | undefined): void {
  if (booking === undefined) return;
  const key = limitKey(booking.enterprise.creditCode, booking.contact.mobile, booking.day);
  if (ledger.limits.get(key) === booking.id) ledger.limits.delete(key);
}

/** What an earlier change still kept is given up: there is one step to take back. */
function replaceUndo(ledger: Ledger, booking: string, next: Undo | undefined): void {
  const before = ledger.undos.get(booking);
  if (before !== undefined) free(ledger, placesOf(before), (row) => row.hold === before.hold);
  if (next === undefined) ledger.undos.delete(booking);
  else ledger.undos.set(booking, next);
}

/** The times that were offered for a booking are kept for it no longer. */
function dropTimes(ledger: Ledger, booking: string): void {
  const offer = ledger.timeOffers.get(booking);
  free(ledger, placesKeptBy(offer), (row) => row.hold === offer?.hold);
  ledger.timeOffers.delete(booking);
}

/** What was given up is kept for whoever may take the change back, and cools down. */
function rest(
  ledger: Ledger,
  places: readonly PlaceKey[],
  { undo, coolUntil = null }: { readonly undo?: Undo; readonly coolUntil?: number | null },
): void {
  if (undo !== undefined)
    take(ledger, places, { booking: null, hold: undo.hold, expiresAt: keptUntil(undo, coolUntil) });
  else if (coolUntil !== null) take(ledger, places, { booking: null, hold: null, expiresAt: coolUntil });
}

function applyToBooking(ledger: Ledger, fact: Extract<BookingFact, { booking: Booking }>): void {
  const { booking } = fact;
  const before = ledger.bookings.get(booking.id);
  const own = { booking: booking.id, hold: null, expiresAt: null };
  switch (fact.type) {
    case 'booked':
      if (fact.fromHold !== null) dropHold(ledger, fact.fromHold);
      take(ledger, booking.places, own);
      break;
    case 'moved':
      free(ledger, fact.from.places, (row) => row.booking === booking.id);
      replaceUndo(ledger, booking.id, fact.undo);
      rest(ledger, fact.from.places, fact);
      take(ledger, booking.places, own);
      dropLimit(ledger, before);
      break;
    case 'cancelled':
      free(ledger, fact.freed, (row) => row.booking === booking.id);
      replaceUndo(ledger, booking.id, fact.undo);
      rest(ledger, fact.freed, fact);
      dropLimit(ledger, before);
      break;
    case 'taken_back':
      free(ledger, fact.from.places, (row) => row.booking === booking.id);
      replaceUndo(ledger, booking.id, undefined);
      take(ledger, booking.places, own);
      dropLimit(ledger, before);
      break;
    case 'contact_changed':
      // whom it was for before is not known to the change that could be taken back
      ledger.undos.delete(booking.id);
      dropLimit(ledger, before);
      break;
    case 'settled':
      if (!isActive(booking.state)) dropLimit(ledger, before);
      if (booking.state === 'missed') {
        const { creditCode } = booking.enterprise;
        ledger.missed.set(creditCode, [...(ledger.missed.get(creditCode) ?? []), booking.start]);
      }
      break;
    case 'corrected': {
      const { creditCode } = booking.enterprise;
      const missed = [...(ledger.missed.get(creditCode) ?? [])];
      const its = missed.indexOf(booking.start);
      if (its >= 0) missed.splice(its, 1);
      ledger.missed.set(creditCode, missed);
      break;
    }
    case 'times_offered':
      dropTimes(ledger, booking.id);
      take(ledger, placesKeptBy(fact.offer), {
        booking: null,
        hold: fact.offer.hold,
        expiresAt: fact.offer.until,
      });
      ledger.timeOffers.set(booking.id, fact.offer);
      break;
    case 'times_declined':
      dropTimes(ledger, booking.id);
      ledger.timeOffers.set(booking.id, fact.offer);
      break;
    case 'times_ended':
      dropTimes(ledger, booking.id);
      break;
    case 'handling_chosen':
    case 'messages_chosen':
    case 'ticked':
  }
  ledger.bookings.set(booking.id, booking);
  if ('limitKey' in fact && fact.limitKey !== null) ledger.limits.set(fact.limitKey, booking.id);
}

/** Applies what happened, in place: after it the ledger is as if loaded anew. */
export function applyFact(ledger: Ledger, fact: BookingFact): void {
  countFact(ledger.counts, fact);
  switch (fact.type) {
    case 'held': {
      const { hold } = fact;
      const expiresAt = Math.max(hold.expiresAt, fact.coolUntil ?? 0);
      take(ledger, hold.places, { booking: null, hold: hold.id, expiresAt });
      ledger.holds.set(hold.id, hold);
      break;
    }
    case 'hold_released':
      dropHold(ledger, fact.hold, fact.coolUntil);
      break;
    default:
      applyToBooking(ledger, fact);
  }
}
