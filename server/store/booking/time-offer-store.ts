import type { Ledger } from '../../domain/booking/ledger.ts';
import { stillHeldBy } from '../../domain/booking/ledger-places.ts';
import { placesKeptBy, type TimeFact, type TimeOffer } from '../../domain/booking/time-offer.ts';
import type { WriteSet } from '../write-set.ts';
import { timeOfferRow } from './booking-rows.ts';
import { freePlaces, takePlaces } from './place-store.ts';

/** Collects the rows of an offer of times, at `now` (epoch ms); `ledger` is as it was before. */
export function writeTimes(ledger: Ledger, fact: TimeFact, now: number, writes: WriteSet): void {
  dropTimes(ledger, fact.booking.id, writes);
  if (fact.type !== 'times_ended') keepTimes(ledger, fact.offer, now, writes);
}

function keepTimes(ledger: Ledger, offer: TimeOffer, now: number, writes: WriteSet): void {
  const { hold, until } = offer;
  takePlaces(ledger, placesKeptBy(offer), { booking: null, hold, expiresAt: until }, now, writes);
  writes.insert('time_offer', timeOfferRow(offer));
}

function dropTimes(ledger: Ledger, booking: string, writes: WriteSet): void {
  const offer = ledger.timeOffers.get(booking);
  if (offer === undefined) return;
  freePlaces(stillHeldBy(ledger, offer.hold, placesKeptBy(offer)), { hold: offer.hold }, writes);
  writes.remove('time_offer', { booking });
}
