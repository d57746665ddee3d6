import type { Booking } from '../booking/booking.ts';
import type { Site } from '../catalogue/site.ts';
import { closureReason } from './closure-reason.ts';
import type { Parameters } from './message.ts';

interface Because {
  readonly site: Site;
  /** what the member of staff wrote */
  readonly reason?: string | null;
}

/** As the office does what the closure of the visit's time demands. */
export function byClosure(booking: Booking, context: Because): Parameters {
  return becauseOf(booking, booking.start, true, context);
}

/** Nothing where no reason was given. */
export const reasonIn = (reason: string | null): Parameters => (reason === null ? [] : [['reason', reason]]);

/** What the member of staff has given as the reason; when the office moves or cancels what a closure hits, that of the closure. */
export function becauseOf(
  { locale, queue }: Booking,
  start: number,
  byOffice: boolean,
  { site, reason = null }: Because,
): Parameters {
  const said = reason ?? (byOffice ? closureReason(site, start, locale, queue) : null);
  return reasonIn(said);
}
