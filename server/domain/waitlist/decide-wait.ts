import { bookingWindow } from '../booking/booking-window.ts';
import { decideBooking } from '../booking/decide-booking.ts';
import { mayJoin } from '../booking/demand.ts';
import type { BookingContext, Ledger } from '../booking/ledger.ts';
import { missedPenalty } from '../booking/missed-visits.ts';
import { takesBookings } from '../booking/place-rule.ts';
import { visitAt } from '../booking/visit.ts';
import { daysBetween } from '../calendar/local-time.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { ended, leaves, offerGivenUp, offerPassed } from './end-offer.ts';
import { withinWaits } from './joining-limits.ts';
import { makeOffer } from './make-offer.ts';
import { decideAside, decideAsk } from './set-aside.ts';
import { visitGone } from './visit-gone.ts';
import { acceptedAs, type WaitCommand } from './wait-commands.ts';
import { isWaiting, liveOffer, personKeys, type WaitEntry } from './wait-entry.ts';
import type { ListFact, WaitingList } from './wait-facts.ts';

type Of<T extends WaitCommand['type']> = Extract<WaitCommand, { type: T }>;
type Facts = Outcome<readonly ListFact[]>;

/** How far ahead somebody can wait, days from today. */
const longestWait = 92;

/** What a command does to the list and the bookings, or why it is refused. Changes nothing. Serving is not decided here: `nextOffers`. */
export function decideWait(
  ledger: Ledger,
  list: WaitingList,
  command: Exclude<WaitCommand, { type: 'wait_serve' }>,
  context: BookingContext,
  newId: () => string,
): Facts {
  const { now } = context;
  if (command.type === 'wait_join') return decideJoin(ledger, list, command, context);
  const entry = list.entries.get(command.entry);
  if (entry === undefined || entry.site !== command.site) return refuse('not_found');
  switch (command.type) {
    case 'wait_accept':
      return decideAccept(ledger, entry, command, context);
    case 'wait_decline':
      return liveOffer(entry, now) === null
        ? noOffer(entry)
        : accept([...offerGivenUp(ledger, entry, now), offerPassed(entry, now)]);
    case 'wait_leave':
      // twice is the same as once
      if (entry.state === 'accepted') return refuse('not_active', { state: entry.state });
      return accept(leaves(ledger, entry, command.by, now));
    case 'wait_aside':
      return decideAside(ledger, entry, command.cause, now);
    case 'wait_ask':
      return decideAsk(entry, now);
    case 'wait_offer':
      return decideOffer(ledger, list, entry, command, context, newId);
  }
}

/**
 * Puts somebody on the list. Refuses with not_offered, as `visitAt` does, with too_late (nothing in the range can be booked any more),
 * invalid_input (range), blocked_after_missed (all through the range), already_waiting, not_active, and as `withinWaits` and `mayJoin` do.
 */
function decideJoin(
  ledger: Ledger,
  list: WaitingList,
  { entry, from = null }: Of<'wait_join'>,
  context: BookingContext,
): Facts {
  const { site, calendar, services, now } = context;
  const open = takesBookings(site);
  if (!open.ok) return open;
  if (!site.rules.waitingList) return refuse('not_offered', { site: site.code });
  const visit = visitAt(site, services, entry.services);
  if (!visit.ok) return visit;
  const { today, firstDate } = bookingWindow(site, calendar, now);
  if (!(daysBetween(entry.from, entry.to) >= 0)) return refuse('invalid_input', { field: 'to' });
  if (daysBetween(today, entry.to) > longestWait) return refuse('invalid_input', { field: 'to' });
  if (entry.to < firstDate) return refuse('too_late', { first: firstDate });
  const { creditCode } = entry.enterprise;
  const missed = ledger.missed.get(creditCode) ?? [];
  const { blockedUntil } = missedPenalty(
    site.rules,
    missed,
    ledger.lifted.get(creditCode),
    now,
    site.timeZone,
  );
  if (blockedUntil !== null && blockedUntil > entry.to)
    return refuse('blocked_after_missed', { until: blockedUntil });
  if (visitGone(ledger, entry)) return refuse('not_active');
  const waiting = [...list.entries.values()].filter(isWaiting);
  const same = waiting.some((other) => sameWait(other, entry));
  if (same) return refuse('already_waiting');
  const counted = withinWaits(list, context, entry);
  if (!counted.ok) return counted;
  const may = from === null ? accept(null) : mayJoin(ledger, context, from);
  return may.ok ? accept([{ type: 'wait_joined', entry, work: from?.work ?? null }]) : may;
}

/** The same booking waits already, or the same person of the same enterprise for the same site. */
function sameWait(other: WaitEntry, entry: WaitEntry): boolean {
  if (entry.kind === 'earlier') return other.kind === 'earlier' && other.booking === entry.booking;
  if (entry.failed !== null && other.failed === entry.failed) return true;
  return (
    other.kind === 'visit' &&
    other.site === entry.site &&
    other.enterprise.creditCode === entry.enterprise.creditCode &&
    other.contact.mobile === entry.contact.mobile
  );
}

/** Takes the offer up. Refuses with no_offer, offer_expired, and as booking or moving does. */
function decideAccept(
  ledger: Ledger,
  entry: WaitEntry,
  command: Of<'wait_accept'>,
  context: BookingContext,
): Facts {
  const { now } = context;
  const { id, reference, tokenHash, from = null } = command;
  if (liveOffer(entry, now) === null) return noOffer(entry);
  const asked = acceptedAs(entry, { id, reference, tokenHash, from });
  if (asked === null || visitGone(ledger, entry)) return refuse('no_offer');
  const done = decideBooking(ledger, asked, context);
  if (!done.ok) return done;
  const booking = entry.kind === 'earlier' ? entry.booking : id;
  return accept([...done.value, ended({ ...entry, booking }, 'accepted', now)]);
}

function noOffer(entry: WaitEntry) {
  const ranOut = entry.state === 'offered' || (entry.state !== 'accepted' && entry.passed.length > 0);
  return refuse(ranOut ? 'offer_expired' : 'no_offer');
}

/** Staff offer a time. Refuses with not_active, offer_open (the person has an offer), and as `makeOffer` does. */
function decideOffer(
  ledger: Ledger,
  list: WaitingList,
  entry: WaitEntry,
  { start }: Of<'wait_offer'>,
  context: BookingContext,
  newId: () => string,
): Facts {
  if (!isWaiting(entry)) return refuse('not_active', { state: entry.state });
  if (personKeys(entry).some((key) => list.offered.has(key) || list.rested.has(key)))
    return refuse('offer_open');
  return makeOffer(ledger, context, { entry, start, hold: newId() });
}
