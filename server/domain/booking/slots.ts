import { addDays, daysBetween, localDate } from '../calendar/local-time.ts';
import { type DayOpening, openingOn } from '../calendar/opening-hours.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { Service, VisitService } from '../catalogue/service.ts';
import type { Site } from '../catalogue/site.ts';
import type { Words } from '../catalogue/words.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { type BookingWindow, bookingWindow, opensForBookingAt } from './booking-window.ts';
import type { TakenPlaces } from './place.ts';
import { closureOver, freeFor, type PlaceRoom, startsIn, takesBookings } from './place-rule.ts';
import { placesOfSlot } from './places-of-slot.ts';
import { type Visit, visitAt } from './visit.ts';

/** Why a day is as it is, as data; the sentence is the page's. */
export type DayReason =
  | { readonly kind: 'holiday'; readonly name: string | null }
  | { readonly kind: 'weekend' }
  /** a closure of the whole day for this visit, or (the day is open or full) of a part of it */
  | { readonly kind: 'closure'; readonly words: Words }
  /** nothing planned on this weekday */
  | { readonly kind: 'no_hours' }
  /** no session of this day is long enough for the visit */
  | { readonly kind: 'too_short'; readonly minutes: number }
  /** the queue has no places for bookings */
  | { readonly kind: 'no_places' }
  /** opens for booking at this instant, epoch ms */
  | { readonly kind: 'not_open_yet'; readonly opensAt: number }
  | { readonly kind: 'past' }
  /** before the first bookable day */
  | { readonly kind: 'too_soon'; readonly firstDate: string }
  /** what is left of the day starts within the notice */
  | { readonly kind: 'notice'; readonly minutes: number }
  | { readonly kind: 'full' }
  /** full for now: places that are kept for the second release open at this instant, epoch ms */
  | { readonly kind: 'more_later'; readonly opensAt: number }
  /** open: a make-up workday, or opened specially */
  | { readonly kind: 'make_up'; readonly name: string | null }
  | { readonly kind: 'special_opening'; readonly words: Words };

/** One local day of the offer. `slots` holds exactly the starts that can be booked now, each with at least one free place. */
export interface DayOffer {
  readonly date: string;
  readonly state: 'open' | 'full' | 'closed' | 'too_early' | 'too_late';
  readonly reason: DayReason | null;
  /** false: the calendar of that year is not published yet */
  readonly published: boolean;
  readonly slots: readonly { readonly start: number; readonly free: number }[];
}

export interface OfferAsk {
  readonly site: Site;
  readonly services: ReadonlyMap<string, Service>;
  readonly calendar: PublishedCalendar;
  readonly visit: readonly VisitService[];
  /** local dates, both included; at most `longestOffer` days are answered */
  readonly from: string;
  readonly to: string;
  readonly now: number;
  readonly taken: TakenPlaces;
  /** answers what is kept of a day, or what is made of it now; absent: nothing is kept */
  readonly kept?: (date: string, holds: DayHolds, make: () => DayOffer) => DayOffer;
}

/**
 * How long the offer of a day holds while its places are the same: as long as this text is, which names the bookable days. Null: not beyond
 * the minute, because notice or a release may end in it.
 */
export type DayHolds = string | null;

export const longestOffer = 92;

function whyClosed(opening: DayOpening): DayReason {
  if (opening.closure && opening.reason !== null) return { kind: 'closure', words: opening.reason };
  if (opening.status.kind === 'holiday') return { kind: 'holiday', name: opening.status.name };
  return opening.status.kind === 'weekend' ? { kind: 'weekend' } : { kind: 'no_hours' };
}

function whyOpen(opening: DayOpening): DayReason | null {
  if (opening.reason !== null) {
    return { kind: opening.closure ? 'closure' : 'special_opening', words: opening.reason };
  }
  return opening.makeUp ? { kind: 'make_up', name: opening.status.name } : null;
}

/** The first closure that takes starts away from this visit on a day that is open for others. */
function partClosed(room: PlaceRoom, starts: readonly number[]): DayReason | null {
  for (const start of starts) {
    const closure = closureOver(room, start);
    if (closure !== null) return { kind: 'closure', words: closure.reason };
  }
  return null;
}

/** Full, or only until the places that are kept for later are released. */
function whyFull(room: PlaceRoom, starts: readonly number[]): DayReason {
  const { site, calendar, visit, now } = room;
  const opensAt = starts
    .map((start) => placesOfSlot(site, calendar, visit.queue, start).laterFrom)
    .find((from) => from !== null && from > now);
  const then = opensAt == null ? null : { ...room, now: opensAt };
  return opensAt != null && then !== null && starts.some((start) => freeFor(then, start) > 0)
    ? { kind: 'more_later', opensAt }
    : { kind: 'full' };
}

function offerOf(ask: OfferAsk, visit: Visit, window: BookingWindow, date: string): DayOffer {
  const { site, calendar } = ask;
  const { queue, minutes, slots } = visit;
  const room: PlaceRoom = { site, calendar, visit, now: ask.now, taken: ask.taken };
  const opening = openingOn(site, calendar, date);
  const { published } = opening;
  const without = (state: DayOffer['state'], reason: DayReason): DayOffer => ({
    date,
    state,
    reason,
    published,
    slots: [],
  });

  if (date < window.today) return without('too_late', { kind: 'past' });
  if (opening.sessions.length === 0) return without('closed', whyClosed(opening));
  const planned = opening.sessions.flatMap((session) => startsIn(session, queue.slotMinutes, slots));
  if (planned.length === 0) return without('closed', { kind: 'too_short', minutes });
  const part = partClosed(room, planned);
  const starts = part === null ? planned : planned.filter((start) => closureOver(room, start) === null);
  if (part !== null && starts.length === 0) return without('closed', part);
  const online = (start: number) => {
    const { all, walkIn } = placesOfSlot(site, calendar, queue, start);
    return all - walkIn;
  };
  if (starts.every((start) => online(start) < 1)) return without('closed', { kind: 'no_places' });
  if (date > window.lastDate) {
    return without('too_early', { kind: 'not_open_yet', opensAt: opensForBookingAt(site, calendar, date) });
  }
  if (date < window.firstDate) return without('too_late', { kind: 'too_soon', firstDate: window.firstDate });
  const inTime = starts.filter((start) => start >= window.earliestStart);
  if (inTime.length === 0) {
    const over = (starts.at(-1) ?? 0) < ask.now;
    return without(
      'too_late',
      over ? { kind: 'past' } : { kind: 'notice', minutes: site.rules.noticeMinutes },
    );
  }
  const offered = inTime
    .map((start) => ({ start, free: freeFor(room, start) }))
    .filter((slot) => slot.free > 0);
  if (offered.length === 0) return without('full', whyFull(room, inTime));
  return { date, state: 'open', reason: whyOpen(opening) ?? part, published, slots: offered };
}

function holdsFor({ site }: OfferAsk, { queue }: Visit, window: BookingWindow, date: string): DayHolds {
  const releases = (queue.plan?.laterShare ?? 0) > 0;
  if (releases || date <= window.today || date <= localDate(window.earliestStart, site.timeZone)) return null;
  return `${window.firstDate} ${window.lastDate}`;
}

/**
 * What can be booked from `from` to `to`: every day with its state and reason, every start with the number of such visits that would
 * succeed there at `now`. Refuses as `visitAt` does, with not_offered for a site without bookings, and with invalid_input for dates
 * that are none or the wrong way round.
 */
export function daysOffered(ask: OfferAsk): Outcome<readonly DayOffer[]> {
  const open = takesBookings(ask.site);
  if (!open.ok) return open;
  const visit = visitAt(ask.site, ask.services, ask.visit);
  if (!visit.ok) return visit;
  const apart = daysBetween(ask.from, ask.to);
  if (!(apart >= 0)) return refuse('invalid_input');
  const window = bookingWindow(ask.site, ask.calendar, ask.now);
  const days: DayOffer[] = [];
  for (let k = 0; k <= Math.min(apart, longestOffer - 1); k += 1) {
    const date = addDays(ask.from, k);
    const make = () => offerOf(ask, visit.value, window, date);
    days.push(
      ask.kept === undefined ? make() : ask.kept(date, holdsFor(ask, visit.value, window, date), make),
    );
  }
  return accept(days);
}

export interface NearSlot {
  readonly date: string;
  readonly start: number;
  readonly free: number;
}

/** The n offered slots nearest to a wanted start (epoch ms), nearest first, the earlier of two that are as near. */
export function nearestFree(days: readonly DayOffer[], start: number, n: number): NearSlot[] {
  return days
    .flatMap((day) => day.slots.map((slot) => ({ date: day.date, ...slot })))
    .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start) || a.start - b.start)
    .slice(0, n);
}
