import type { Booking } from '../../domain/booking/booking.ts';
import { isUnfitting, offerToAnswer } from '../../domain/booking/decide-times.ts';
import type { TimeOffer } from '../../domain/booking/time-offer.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { timeOfferOfBooking } from '../../store/booking/time-offer-query.ts';
import type { System } from '../system.ts';

/**
 * The other times of a visit that cannot take place as it was booked, those of them that can be had at this moment; one that was answered with
 * "none suits" has none. Null: there is no offer, or it is over.
 */
export async function offeredTimes(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  { sites, services, calendar }: Catalogue,
  booking: Booking,
): Promise<TimeOffer | null> {
  const site = sites.get(booking.site);
  if (booking.state !== 'confirmed' || site === undefined) return null;
  const now = clock.now();
  const stored = await timeOfferOfBooking(database.reader, booking.id);
  if (stored === null || stored.until <= now) return null;
  const context = { site, services, calendar, now };
  if (stored.state === 'declined') return isUnfitting(context, booking) ? stored : null;
  return offerToAnswer(context, booking, stored);
}
