import { bookingWindow } from '../booking/booking-window.ts';
import { decideBooking } from '../booking/decide-booking.ts';
import type { BookingContext, Ledger } from '../booking/ledger.ts';
import type { Visit } from '../booking/visit.ts';
import { localDate } from '../calendar/local-time.ts';
import type { RefusalCode } from '../refusal-codes.ts';
import { ended, leaves, offerGivenUp, offerPassed, offerWithdrawn } from './end-offer.ts';
import { makeOffer } from './make-offer.ts';
import { offersNow } from './offer-time.ts';
import { visitGone } from './visit-gone.ts';
import { acceptedAs, nobodysBooking } from './wait-commands.ts';
import { byTurn, liveOffer, personKeys, type WaitEntry } from './wait-entry.ts';
import type { ListFact, WaitingList } from './wait-facts.ts';
import { bookableDays, FreeStarts, visitOfEntry, wantsDay, wantsStart } from './wanted-starts.ts';

/** Those of a site that wait and are not set aside, whose turn it is first. */
export function inTurn(list: WaitingList, site: string): WaitEntry[] {
  return [...list.entries.values()]
    .filter((entry) => entry.site === site && entry.state === 'waiting' && entry.aside === null)
    .sort(byTurn);
}

/** What is over at `now`: offers that ran out, days that have passed, bookings that are gone. Each is to be applied before the next is asked for. */
export function* endWhatIsOver(
  ledger: Ledger,
  list: WaitingList,
  context: BookingContext,
): Generator<readonly ListFact[]> {
  const { site, calendar, now } = context;
  const { firstDate } = bookingWindow(site, calendar, now);
  for (const entry of [...list.entries.values()]) {
    if (entry.site !== site.code || (entry.state !== 'waiting' && entry.state !== 'offered')) continue;
    if (visitGone(ledger, entry)) {
      yield leaves(ledger, entry, 'visit_gone', now);
      continue;
    }
    if (liveOffer(entry, now) !== null) {
      if (!isStillOffered(ledger, entry, context))
        yield [...offerGivenUp(ledger, entry, now), offerWithdrawn(entry, now)];
      continue;
    }
    if (entry.state === 'offered') yield [...offerGivenUp(ledger, entry, now), offerPassed(entry, now)];
    const left = list.entries.get(entry.id);
    if (left?.state === 'waiting' && left.to < firstDate) yield [ended(left, 'range_passed', now)];
  }
}

/** Not once a closure has been laid over it, or the hours or places of the site are others. */
function isStillOffered(ledger: Ledger, entry: WaitEntry, context: BookingContext): boolean {
  const command = acceptedAs(entry, nobodysBooking);
  const verdict = command === null ? null : decideBooking(ledger, command, context);
  return verdict === null || verdict.ok || (verdict.code !== 'not_offered' && verdict.code !== 'slot_taken');
}

export interface ServeAsk {
  /** local dates on which something may have become free; null: any */
  readonly days: ReadonlySet<string> | null;
  /** so many offers at once at most */
  readonly most: number;
  newId(): string;
}

/**
 * Offers what is free to those who wait, in their turn, one offer a person: each gets the earliest start that fits. The facts of each offer
 * are to be applied before the next is asked for. None outside the hours for offers.
 */
export function* nextOffers(
  ledger: Ledger,
  list: WaitingList,
  context: BookingContext,
  { days, most, newId }: ServeAsk,
): Generator<readonly ListFact[]> {
  const { site, now } = context;
  if (!site.rules.waitingList || !offersNow(site, now)) return;
  const bookable = bookableDays(context).filter((day) => days === null || days.has(day));
  if (bookable.length === 0) return;
  const free = new FreeStarts(ledger, context);
  let made = 0;
  for (const entry of inTurn(list, site.code)) {
    if (made >= most) return;
    if (personKeys(entry).some((key) => list.offered.has(key) || list.rested.has(key))) continue;
    const visit = visitOfEntry(ledger, context, entry);
    if (visit === null) continue;
    const offer = firstOffer(ledger, list, context, { entry, visit, bookable, free, newId });
    if (offer === null) continue;
    yield offer;
    free.changed(visit.queue.id);
    made += 1;
  }
}

/** Refusals that are the same at every time of a day. */
const allDayLong: ReadonlySet<RefusalCode> = new Set([
  ...(['limit_reached', 'network_limit', 'network_day_limit', 'network_demand_limit'] as const),
]);

/** Places of a local day that are offered to others of the network of an entry, who are counted by it. */
function offeredTo(list: WaitingList, { id, origin }: WaitEntry, day: string, zone: string): number {
  if (origin?.network == null) return 0;
  return [...list.entries.values()].filter(
    (other) =>
      other.id !== id &&
      other.offer !== null &&
      other.origin?.network === origin.network &&
      other.origin.proven !== 'sms' &&
      localDate(other.offer.start, zone) === day,
  ).length;
}

interface Search {
  readonly entry: WaitEntry;
  readonly visit: Visit;
  readonly bookable: readonly string[];
  readonly free: FreeStarts;
  newId(): string;
}

function firstOffer(
  ledger: Ledger,
  list: WaitingList,
  context: BookingContext,
  { entry, visit, bookable, free, newId }: Search,
): readonly ListFact[] | null {
  const { timeZone } = context.site;
  for (const day of bookable) {
    if (!wantsDay(entry, day)) continue;
    const beside = offeredTo(list, entry, day, timeZone);
    for (const start of free.on(day, visit)) {
      if (!wantsStart(entry, day, start, timeZone)) continue;
      const offer = makeOffer(ledger, context, { entry, start, hold: newId(), beside });
      if (offer.ok) return offer.value;
      // a limit of the day is the same all day long
      if (allDayLong.has(offer.code)) break;
    }
  }
  return null;
}
