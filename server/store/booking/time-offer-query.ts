import type { Knex } from 'knex';
import { offerName, type TimeOffer, withdrawnUntil } from '../../domain/booking/time-offer.ts';
import type { TimeOfferRow } from './booking-columns.ts';
import { timeOfferOf } from './booking-rows.ts';

/** The other times that are offered at a site, by no order; ones that have run out or were answered with no are among them. */
export async function offersAtSite(connection: Knex, site: string): Promise<TimeOffer[]> {
  const rows = await connection('time_offer')
    .join('booking', 'booking.id', 'time_offer.booking')
    .where('booking.site', site)
    .select('time_offer.*');
  return rows.map(timeOfferOf);
}

/** What one press of staff has offered at a site, nobody has answered, and can still be taken back at `now` (epoch ms). */
export async function offersOfPress(
  connection: Knex,
  { site, batch }: { readonly site: string; readonly batch: string },
  now: number,
): Promise<readonly (TimeOffer & { readonly reference: string })[]> {
  const name = offerName({ batch, number: 0 }).slice(0, -1);
  const rows = (await connection('time_offer')
    .join('booking', 'booking.id', 'time_offer.booking')
    .where('booking.site', site)
    .andWhere('time_offer.state', 'open')
    .andWhere('time_offer.hold', 'like', `${name}%`)
    .orderBy('booking.id')
    .select('time_offer.*', 'booking.reference')) as (TimeOfferRow & { readonly reference: string })[];
  const offers = rows.map(({ reference, ...row }) => ({ ...timeOfferOf(row), reference }));
  return offers.filter((offer) => now < (withdrawnUntil(offer) ?? 0));
}

/** What is offered for a booking (its id) instead; null: nothing is. It may have run out. */
export async function timeOfferOfBooking(connection: Knex, booking: string): Promise<TimeOffer | null> {
  const row = await connection('time_offer').where({ booking }).first();
  return row === undefined ? null : timeOfferOf(row);
}

/** Codes of the sites at which times are offered. */
export async function sitesWithOffers(connection: Knex): Promise<string[]> {
  const rows = await connection('time_offer')
    .join('booking', 'booking.id', 'time_offer.booking')
    .distinct('booking.site');
  return rows.map(({ site }) => String(site));
}
