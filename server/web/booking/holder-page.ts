import type { Request, RequestHandler, Response } from 'express';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { type HolderOptions, holderOptions } from '../../domain/booking/holder-options.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { type Checklist, checklistFor } from '../../domain/catalogue/checklist.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { leaveSecret, withoutToken } from '../request/held-link.ts';
import { notTheHolder } from './find-booking.ts';
import { bookingOfHolder, cameWithSecret, rememberHolder } from './holder.ts';

/** What the holder's pages know before they do anything. */
export interface Held {
  readonly booking: Booking;
  /** perhaps switched off since: then nothing can be changed online */
  readonly site: Site;
  readonly catalogue: Catalogue;
  readonly checklist: Checklist;
  readonly page: PageContext;
}

/** What the holder can do while this page is answered. */
export function optionsOf({ booking, site, catalogue, page }: Held): HolderOptions {
  return holderOptions(booking, site, catalogue.services, page.now);
}

/**
 * What is known of the booking in the address, for its holder only. Null: answered. Everybody else has seen the page that looks for bookings,
 * with 404; whoever has come with the secret in the address is on the way to the same page without.
 */
export async function openHeld(
  system: System,
  request: Request<{ reference: string }>,
  response: Response,
): Promise<Held | null> {
  const booking = await bookingOfHolder(system, request);
  const catalogue = await system.catalogue();
  const site = booking === null ? undefined : siteOf(catalogue, booking);
  if (booking === null || site === undefined) {
    notTheHolder(request, response);
    return null;
  }
  rememberHolder(system, response, booking);
  if (cameWithSecret(request)) {
    const below = request.path.split('/').slice(3);
    leaveSecret(response, withoutToken(request, [paths.booking.show(booking.reference), ...below].join('/')));
    return null;
  }
  const checklist = checklistFor(catalogue, site.code, booking.services, booking.answers);
  return { booking, site, catalogue, checklist, page: pageContext(response.req) };
}

/** A page of one booking, answered only to its holder. */
export function holderPage(
  system: System,
  answer: (held: Held, request: Request<{ reference: string }>, response: Response) => Promise<void> | void,
): RequestHandler<{ reference: string }> {
  return async (request, response) => {
    const held = await openHeld(system, request, response);
    if (held !== null) await answer(held, request, response);
  };
}

function siteOf({ sites, offSites }: Catalogue, { site }: Booking): Site | undefined {
  return sites.get(site) ?? offSites.get(site);
}
