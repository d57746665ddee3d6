import type { Request, RequestHandler, Response } from 'express';
import type { System } from '../../../actions/system.ts';
import type { Booking } from '../../../domain/booking/booking.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { StaffActor } from '../../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { bookingByReference } from '../../../store/booking/booking-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { asked, dateIn, parameter } from '../../request/asked.ts';
import { sitesOf, today } from '../staff-sites.ts';

export const daySection = 'day';
export const dayPath = paths.admin.section(daySection);

/** One site's day, for somebody who works there. */
export interface DayPlace {
  readonly page: PageContext;
  readonly catalogue: Catalogue;
  readonly staff: StaffActor;
  /** those that they may choose from */
  readonly sites: readonly Site[];
  readonly site: Site;
  /** local date */
  readonly date: string;
  readonly mayChange: boolean;
}

/** Without a site in the address it is the first of theirs, without a date it is today. */
export async function dayPlaceOf(
  { catalogue }: Pick<System, 'catalogue'>,
  request: Request,
): Promise<DayPlace | 403 | 404> {
  const known = await catalogue();
  const staff = currentStaff(request);
  const code = asked(request, 'site');
  const sites = sitesOf(known, staff);
  const site = code === '' ? sites[0] : known.sites.get(code);
  if (site === undefined) return 404;
  if (!mayWorkAt(staff, site.code)) return 403;
  const page = pageContext(request);
  const date = dateIn(asked(request, 'date')) ?? today(site, page.now);
  const mayChange = isPermitted(staff.role, 'booking.change');
  return { page, catalogue: known, staff, sites, site, date, mayChange };
}

/** Null: it has been told that there is no such site, or that it is not theirs. */
export async function openDay(
  system: System,
  request: Request,
  response: Response,
): Promise<DayPlace | null> {
  const place = await dayPlaceOf(system, request);
  if (typeof place !== 'number') return place;
  renderErrorPage(response, place, place === 403 ? 'not_permitted' : undefined);
  return null;
}

/** One booking, for somebody who works at its site. */
export interface BookingPlace extends Omit<DayPlace, 'sites' | 'date'> {
  readonly booking: Booking;
}

type BookingHandler = (place: BookingPlace, request: Request, response: Response) => Promise<void>;

/** Null: it has been told that there is no such booking, or that it is not of their sites. */
export async function openBooking(
  system: System,
  request: Request,
  response: Response,
): Promise<BookingPlace | null> {
  const catalogue = await system.catalogue();
  const staff = currentStaff(request);
  const booking = await bookingByReference(system.database.reader, parameter(request, 'reference'));
  const site = booking === null ? undefined : catalogue.sites.get(booking.site);
  if (booking === null || site === undefined) renderErrorPage(response, 404);
  else if (!mayWorkAt(staff, site.code)) renderErrorPage(response, 403, 'not_permitted');
  else {
    const mayChange = isPermitted(staff.role, 'booking.change');
    return { page: pageContext(request), catalogue, staff, site, booking, mayChange };
  }
  return null;
}

export function atBooking(system: System, handle: BookingHandler): RequestHandler {
  return async (request, response) => {
    const place = await openBooking(system, request, response);
    if (place !== null) await handle(place, request, response);
  };
}
