import type { Booking } from '../../domain/booking/booking.ts';
import type { Ledger } from '../../domain/booking/ledger.ts';
import { placeId } from '../../domain/booking/ledger.ts';
import { isCooling, isLive, type PlaceKey, type PlaceRow } from '../../domain/booking/place.ts';
import { keptUntil, type Undo } from '../../domain/booking/undo.ts';
import type { WriteSet } from '../write-set.ts';
import type { PlaceRow as StoredPlace } from './booking-columns.ts';
import { placeRow } from './booking-rows.ts';

/** Inserts only: the primary key refuses a place that somebody else has. `ledger` is as it was before, `now` epoch ms. */
export function takePlaces(
  ledger: Ledger,
  places: readonly PlaceKey[],
  by: Omit<PlaceRow, keyof PlaceKey>,
  now: number,
  writes: WriteSet,
): void {
  for (const key of places) {
    const row = ledger.places.get(placeId(key));
    // a place that cools down is taken by whom the decision gives it to: the waiting list
    if (row !== undefined && (!isLive(row, now) || isCooling(row, now)))
      writes.remove('place', placeRow(row));
    writes.insert('place', placeRow({ ...key, ...by }));
  }
}

/** What was given up is kept for whoever may take the change back, and cools down; else it is free. `coolUntil`: epoch ms. */
export function restPlaces(
  places: readonly PlaceKey[],
  {
    booking,
    undo,
    coolUntil = null,
  }: { readonly booking: Booking; readonly undo?: Undo; readonly coolUntil?: number | null },
  writes: WriteSet,
): void {
  const expiresAt = undo === undefined ? coolUntil : keptUntil(undo, coolUntil);
  if (expiresAt === null) {
    freePlaces(places, { booking: booking.id }, writes);
    return;
  }
  const hold = undo?.hold ?? null;
  for (const key of places) writes.update('place', placeRow({ ...key, booking: null, hold, expiresAt }));
}

/** Each only while it still says what `of` says. */
export function freePlaces(places: readonly PlaceKey[], of: Partial<StoredPlace>, writes: WriteSet): void {
  for (const key of places) writes.remove('place', { ...keyRow(key), ...of });
}

export function keyRow(key: PlaceKey): Pick<StoredPlace, 'queue' | 'slot_start' | 'place_no'> {
  return { queue: key.queue, slot_start: key.start, place_no: key.place };
}
