import type { Proposal } from '../../domain/booking/capacity-conflicts.ts';
import { isOpen, mostTimes, offerName, type TimeOffer } from '../../domain/booking/time-offer.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { type Actor, theSystem } from '../../domain/staff/actor.ts';
import { earlierConsents } from '../../store/booking/earlier-consent-query.ts';
import { offersAtSite } from '../../store/booking/time-offer-query.ts';
import type { System } from '../system.ts';

export interface OfferRequest {
  readonly site: string;
  readonly by: Actor;
  /** even where an offer was answered with no: staff have spoken with the visitor */
  readonly again: boolean;
  /** of one press, which can be taken back for two minutes; the holder is told after that. Without one at once. */
  readonly press?: { readonly batch: string; readonly number: number };
}

/**
 * Keeps other times for a booking that does not fit, and tells its holder. Refuses as `decideTimes` does: with times_kept when somebody else
 * was quicker.
 */
export async function offerTimes(
  system: System,
  { site, by, again, press }: OfferRequest,
  { conflict, times }: Proposal,
): Promise<Outcome<unknown>> {
  const { booking, reason } = conflict;
  const earlierAgreed = (await earlierConsents(system.database.reader, [booking.id])).has(booking.id);
  const starts = times.slice(0, mostTimes);
  const hold = offerName(press ?? system.secrets.newId());
  return system.bookings.submit(
    { type: 'offer_times', booking: booking.id, site, hold, starts, earlierAgreed, again },
    {
      actor: by,
      audit: {
        actor: by,
        action: 'booking.offer',
        subject: booking.reference,
        before: { start: booking.start, state: booking.state, conflict: reason },
        after: { times: starts },
        result: 'done',
      },
    },
  );
}

/** Who at a site was asked and can still answer, by booking. */
export async function openOffers(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  site: string,
): Promise<ReadonlySet<string>> {
  const offers = await offersAtSite(database.reader, site);
  return new Set(offers.filter((offer) => isOpen(offer, clock.now())).map(({ booking }) => booking));
}

/** Ends every offer of a site that is over; answers those that go on, by booking. Safe on several processes: the second is refused. */
export async function endOffers(system: System, site: string): Promise<ReadonlyMap<string, TimeOffer>> {
  const offers = await offersAtSite(system.database.reader, site);
  const ended = await Promise.all(
    offers.map(({ booking }) =>
      system.bookings.submit({ type: 'end_times', booking, site }, { actor: theSystem }),
    ),
  );
  // one that somebody else has ended is over, too
  const goesOn = offers.filter((_offer, index) => {
    const outcome = ended[index];
    return outcome !== undefined && !outcome.ok && outcome.code === 'times_kept';
  });
  return new Map(goesOn.map((offer) => [offer.booking, offer]));
}
