import type { Booking } from '../booking/booking.ts';
import { minute } from '../calendar/durations.ts';
import { instantOf, localDate } from '../calendar/local-time.ts';
import type { Site } from '../catalogue/site.ts';

/** The nearer the visit, the shorter an offer stands: this part of the time that is left. */
const partOfWhatIsLeft = 1 / 6;
/** Nobody could take up a shorter one, minutes. */
const shortestOffer = 10;

/** Whether offers are made at `now` (epoch ms): in the site's hours for them, because one that is told at night is lost. */
export function offersNow({ rules, timeZone }: Pick<Site, 'rules' | 'timeZone'>, now: number): boolean {
  const today = localDate(now, timeZone);
  return (
    now >= instantOf(today, rules.offersFrom, timeZone) && now < instantOf(today, rules.offersUntil, timeZone)
  );
}

/**
 * Until when (epoch ms, exclusive) an offer stands that is made at `now` for a visit at `start`: the site's time for offers, a sixth of
 * what is left at most, and never past the moment at which the visit could no longer be booked, or (for an earlier time) the booking no
 * longer be moved. Null: too late for an offer.
 */
export function offerUntil(
  { rules }: Pick<Site, 'rules'>,
  now: number,
  start: number,
  keeps: Pick<Booking, 'start'> | null = null,
): number | null {
  const last = Math.min(
    start - rules.noticeMinutes * minute,
    keeps === null ? Number.POSITIVE_INFINITY : keeps.start - rules.cutOffMinutes * minute,
  );
  const left = last - now;
  const long = Math.min(
    rules.offerMinutes * minute,
    Math.max(left * partOfWhatIsLeft, shortestOffer * minute),
  );
  return long > left ? null : now + Math.floor(long);
}
