import { openingOn } from '../calendar/opening-hours.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { mayOverbook, placesByRule, unlessOverridden } from './actor-rules.ts';
import type { Booking, Hold } from './booking.ts';
import { mayBookFrom, mayTakeUp } from './demand.ts';
import type { BookingCommand, BookingContext, BookingFact, Ledger } from './ledger.ts';
import { stillHeldBy, takenInLedger } from './ledger-places.ts';
import { missedPenalty } from './missed-visits.ts';
import { limitFor } from './one-per-day.ts';
import { isLive } from './place.ts';
import { closureOver, fitsOpening, type PlacesFound, takesBookings } from './place-rule.ts';
import { bookableOnline, placesOfSlot } from './places-of-slot.ts';
import { sameServices, type Visit, visitAt } from './visit.ts';
import { withinCounts } from './visit-limits.ts';

type Book = Extract<BookingCommand, { type: 'book' }>;

/** The places of a live hold, when the hours and places of today still allow them. */
function heldPlaces(ledger: Ledger, hold: Hold, visit: Visit, context: BookingContext): PlacesFound | null {
  const { site, calendar, now } = context;
  const { queue, slots } = visit;
  const fits =
    takesBookings(site).ok &&
    hold.queue === queue.id &&
    hold.places.length === slots &&
    hold.places.every(
      ({ start, place }) => place <= bookableOnline(placesOfSlot(site, calendar, queue, start), now),
    ) &&
    stillHeldBy(ledger, hold.id, hold.places).length === slots &&
    fitsOpening(openingOn(site, calendar, hold.day), queue.slotMinutes, hold.start, slots) &&
    closureOver({ site, calendar, visit }, hold.start) === null;
  return fits ? { day: hold.day, end: hold.end, places: hold.places } : null;
}

function findPlaces(
  ledger: Ledger,
  command: Book,
  visit: Visit,
  context: BookingContext,
): Outcome<PlacesFound> {
  const { site, calendar, now } = context;
  const hold = command.hold === null ? undefined : ledger.holds.get(command.hold);
  const live = hold !== undefined && isLive(hold, now);
  if (live) {
    const same =
      hold.site === site.code &&
      hold.start === command.start &&
      sameServices(hold.services, command.services);
    if (!same) return refuse('hold_mismatch');
    const kept = heldPlaces(ledger, hold, visit, context);
    if (kept !== null) return accept(kept);
  }
  const taken = takenInLedger(ledger, visit.queue, now, { hold: command.hold ?? undefined });
  const { start, overbook, keptBack = false } = command;
  const ask = { site, calendar, visit, start, now, taken, overbook, keptBack };
  const found = placesByRule(command.actor, ask);
  const ranOut = !found.ok && found.code === 'slot_taken' && command.hold !== null && !live;
  return ranOut ? refuse('hold_expired') : found;
}

/** The counts of whoever books, and of where the request comes from (B8). */
function mayEnter(ledger: Ledger, command: Book, context: BookingContext, day: string): Outcome<null> {
  const { id, actor, enterprise, contact, start, hold, from = null, offered = false, beside } = command;
  const { mobile, email } = contact;
  const ask = { booking: id, creditCode: enterprise.creditCode, mobile, email, day, start };
  const counted = withinCounts(ledger, context, actor, ask);
  if (!counted.ok || from === null) return counted;
  const kept = hold === null ? undefined : ledger.holds.get(hold);
  const live = kept !== undefined && isLive(kept, context.now);
  const entry = { from, day, ownHold: live ? hold : null, ...(beside === undefined ? {} : { beside }) };
  return offered ? mayTakeUp(ledger, context, entry) : mayBookFrom(ledger, context, entry, live);
}

/**
 * Books a visit, with the places of its hold while that lives. Refuses as `visitAt` and `placesFor` do, and with hold_mismatch,
 * hold_expired (it ran out and the slot is gone), blocked_after_missed, limit_reached, reason_required, not_permitted, and as `withinCounts`
 * and `mayBookFrom` do.
 */
export function decideBook(
  ledger: Ledger,
  command: Book,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  const { site, now } = context;
  const { actor, enterprise, contact } = command;
  const visit = visitAt(site, context.services, command.services);
  if (!visit.ok) return visit;
  const extra = mayOverbook(actor, command.overbook || command.keptBack === true);
  if (!extra.ok) return extra;
  const found = findPlaces(ledger, command, visit.value, context);
  if (!found.ok) return found;
  const missed = ledger.missed.get(enterprise.creditCode) ?? [];
  const lifted = ledger.lifted.get(enterprise.creditCode);
  const penalty = missedPenalty(site.rules, missed, lifted, now, site.timeZone);
  const until = penalty.blockedUntil;
  const broken = until === null ? null : refuse('blocked_after_missed', { until });
  const allowed = unlessOverridden(actor, broken);
  if (!allowed.ok) return allowed;
  const { day, end, places } = found.value;
  const { creditCode } = enterprise;
  const limit = limitFor(ledger, context, actor, {
    booking: command.id,
    creditCode,
    mobile: contact.mobile,
    day,
  });
  if (!limit.ok) return limit;
  const entry = mayEnter(ledger, command, context, day);
  if (!entry.ok) return entry;
  const booking: Booking = {
    id: command.id,
    reference: command.reference,
    tokenHash: command.tokenHash,
    site: site.code,
    queue: visit.value.queue.id,
    day,
    start: command.start,
    end,
    minutes: visit.value.minutes,
    state: 'confirmed',
    services: command.services,
    answers: command.answers,
    ticks: command.ticks,
    enterprise,
    contact,
    locale: command.locale,
    consentVersion: command.consentVersion,
    handling: 'visit',
    sequence: 0,
    source: command.source,
    createdAt: now,
    updatedAt: now,
    places,
  };
  const { from = null, series } = command;
  const fromHold = command.hold !== null && ledger.holds.has(command.hold) ? command.hold : null;
  return accept([
    {
      type: 'booked',
      booking,
      fromHold,
      limitKey: limit.value,
      warned: penalty.warned || until !== null,
      from,
      ...(series == null ? {} : { series }),
    },
  ]);
}
