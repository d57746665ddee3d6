import { accept, type Outcome, refuse } from '../outcome.ts';
import type { Booking } from './booking.ts';
import {
  type BookingCommand,
  type BookingContext,
  type BookingFact,
  type Ledger,
  placeId,
} from './ledger.ts';
import { limitKey } from './limit-key.ts';
import { isLive, type PlaceKey } from './place.ts';
import { isOfOffice } from './undo.ts';

/**
 * Takes a holder's last move, change or cancellation back within two minutes, and puts it exactly as it was; only its sequence grows on,
 * for calendars. Refuses with nothing_to_take_back (nothing was changed, or something else has happened since), too_late_to_take_back, limit_reached
 * (another booking has taken the day) and slot_taken.
 */
export function decideTakeBack(
  ledger: Ledger,
  booking: Booking,
  { office = false }: Extract<BookingCommand, { type: 'take_back' }>,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  const { now } = context;
  const undo = ledger.undos.get(booking.id);
  const state = undo?.what === 'cancelled' ? 'cancelled' : 'confirmed';
  if (undo === undefined || undo.sequence !== booking.sequence || booking.state !== state)
    return refuse('nothing_to_take_back');
  if (isOfOffice(undo) !== office) return refuse('nothing_to_take_back');
  const { link, ...was } = { ...booking, ...undo.before };
  const back: Booking = {
    ...was,
    // as it is read again: absent where the secret is derived from the id
    ...(link == null ? {} : { link }),
    state: 'confirmed',
    sequence: booking.sequence + 1,
    updatedAt: now,
  };
  if (now >= undo.until || back.start <= now) return refuse('too_late_to_take_back');
  const key = limitKey(back.enterprise.creditCode, back.contact.mobile, back.day);
  const holder = ledger.limits.get(key);
  if (undo.limited && holder !== undefined && holder !== booking.id)
    return refuse('limit_reached', { day: back.day });
  const kept = (place: PlaceKey): boolean => {
    const row = ledger.places.get(placeId(place));
    return row !== undefined && isLive(row, now) && (row.booking === booking.id || row.hold === undo.hold);
  };
  if (!back.places.every(kept)) return refuse('slot_taken');
  const from = { start: booking.start, end: booking.end, places: booking.places };
  return accept([{ type: 'taken_back', booking: back, from, undo, limitKey: undo.limited ? key : null }]);
}
