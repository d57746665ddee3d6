import type { Booking } from '../../domain/booking/booking.ts';
import type { BookingFact } from '../../domain/booking/ledger.ts';
import { isReachedAs } from '../../domain/booking/series.ts';
import { hashToken, type Secrets } from '../secrets.ts';

/**
 * The secret of a booking's link as it is now. Whoever was shown the way to it when it was made is given the first one
 * (`tokenFor('booking', id)`), which opens nothing any more once it was renewed.
 */
export function bookingToken(
  { tokenFor }: Pick<Secrets, 'tokenFor'>,
  { id, link }: Pick<Booking, 'id' | 'link'>,
): string {
  return tokenFor('booking', link ?? id);
}

/**
 * A booking for which somebody else is reached has another link: whoever had the one before has none. What is taken back has the link of
 * before again, which is the one that was mailed: of the change nobody was told.
 */
export function withLinkRenewed<Fact extends BookingFact>(
  { tokenFor, newId }: Pick<Secrets, 'tokenFor' | 'newId'>,
  fact: Fact,
  before: Booking | undefined,
): Fact {
  if (!('booking' in fact) || before === undefined || fact.type === 'taken_back') return fact;
  const { booking } = fact;
  if (isReachedAs(booking.contact, before.contact)) return fact;
  const link = newId();
  return { ...fact, booking: { ...booking, link, tokenHash: hashToken(tokenFor('booking', link)) } };
}
