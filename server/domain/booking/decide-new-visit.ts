import { accept, type Outcome, refuse } from '../outcome.ts';
import { beforeCutOff, mayOverbook, placesByRule } from './actor-rules.ts';
import type { Booking, ContactDetails } from './booking.ts';
import { coolUntil } from './cool-down.ts';
import { mayChangeMobile } from './demand.ts';
import type { BookingCommand, BookingContext, BookingFact, Ledger } from './ledger.ts';
import { takenInLedger } from './ledger-places.ts';
import { limitFor } from './one-per-day.ts';
import { type PlacesFound, placesKept } from './place-rule.ts';
import { undoOf } from './undo-of.ts';
import { sameServices, visitAt } from './visit.ts';
import { withinCounts } from './visit-limits.ts';

type Change = Extract<BookingCommand, { type: 'change' }>;

/**
 * Changes services, quantities, handling person and, if need be, the time of a booking in one step: its places stay its own until all the
 * new ones are found, and at its own time it keeps those that it has. Refuses as `visitAt` and `placesFor` do, and with not_active,
 * nothing_changed, cut_off_passed, limit_reached, reason_required, not_permitted, stale_form, contact_unproven.
 */
export function decideNewVisit(
  ledger: Ledger,
  booking: Booking,
  command: Change,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  const { now } = context;
  const { actor, contact } = command;
  if (booking.state !== 'confirmed') return refuse('not_active', { state: booking.state });
  if (command.seen !== undefined && command.seen !== booking.updatedAt) return refuse('stale_form');
  const same = sameServices(booking.services, command.services) && command.start === booking.start;
  if (same && samePerson(contact, booking.contact)) return refuse('nothing_changed');
  const inTime = beforeCutOff(actor, booking, context);
  if (!inTime.ok) return inTime;
  const extra = mayOverbook(actor, command.overbook || command.keptBack === true);
  if (!extra.ok) return extra;
  const found = same ? accept(asItIs(booking)) : placesOf(ledger, booking, command, context);
  if (!found.ok) return found;
  const { visit, day, end, places } = found.value;
  const { mobile } = contact;
  const itsDay = day === booking.day && mobile === booking.contact.mobile;
  const ask = { booking: booking.id, creditCode: booking.enterprise.creditCode, mobile, day };
  const limit = limitFor(ledger, context, itsDay ? { kind: 'office' } : actor, ask);
  if (!limit.ok) return limit;
  const counts = { ...ask, email: contact.email, start: command.start };
  const counted = withinCounts(ledger, context, actor, counts, booking);
  if (!counted.ok) return counted;
  const { proven, unproven } = command;
  const asked = { from: booking.contact.mobile, to: mobile, proven, unproven };
  const own = mayChangeMobile(ledger, context, actor, asked);
  if (!own.ok) return own;
  const changed: Booking = {
    ...booking,
    ...{ queue: visit.queue, minutes: visit.minutes, day, start: command.start, end, places, contact },
    ...(same ? {} : { services: command.services, answers: command.answers, ticks: command.ticks }),
    sequence: booking.sequence + 1,
    updatedAt: now,
  };
  const from = { start: booking.start, end: booking.end, places: booking.places };
  const { undo: hold } = command;
  const change = { what: 'changed', before: booking, after: changed } as const;
  const undo = hold === undefined ? {} : { undo: undoOf(ledger, { ...change, hold }, now) };
  const cool = command.chance === undefined ? null : coolUntil(context.site, command.chance, now);
  const rests = cool === null ? {} : { coolUntil: cool };
  const marks = { changed: true, ...undo, ...rests } as const;
  return accept([{ type: 'moved', booking: changed, from, limitKey: limit.value, ...marks }]);
}

function samePerson(a: ContactDetails, b: ContactDetails): boolean {
  return a.name === b.name && a.mobile === b.mobile && a.email === b.email && a.telephone === b.telephone;
}

interface NewVisit extends PlacesFound {
  readonly visit: { readonly queue: string; readonly minutes: number };
}

function asItIs({ queue, minutes, day, end, places }: Booking): NewVisit {
  return { visit: { queue, minutes }, day, end, places };
}

function placesOf(
  ledger: Ledger,
  booking: Booking,
  { actor, services, start, overbook, keptBack = false }: Change,
  context: BookingContext,
): Outcome<NewVisit> {
  const { site, calendar, now } = context;
  const visit = visitAt(site, context.services, services);
  if (!visit.ok) return visit;
  const { queue, minutes } = visit.value;
  const own = { booking: booking.id, kept: ledger.undos.get(booking.id)?.hold };
  const taken = takenInLedger(ledger, queue, now, own);
  const room = { site, calendar, visit: visit.value, now, taken };
  const kept = start === booking.start ? placesKept({ ...room, booking }) : null;
  const ask = { ...room, start, overbook, keptBack };
  const found = kept === null ? placesByRule(actor, ask) : accept(kept);
  return found.ok ? accept({ ...found.value, visit: { queue: queue.id, minutes } }) : found;
}
