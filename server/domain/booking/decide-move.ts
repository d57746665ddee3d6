import { accept, type Outcome, refuse } from '../outcome.ts';
import { beforeCutOff, mayOverbook, placesByRule } from './actor-rules.ts';
import type { Booking } from './booking.ts';
import { coolUntil } from './cool-down.ts';
import { released } from './decide-hold.ts';
import type { BookingCommand, BookingContext, BookingFact, Ledger } from './ledger.ts';
import { takenInLedger } from './ledger-places.ts';
import { limitFor } from './one-per-day.ts';
import { extraPlaceBase } from './place.ts';
import { placesOfSlot } from './places-of-slot.ts';
import { undoOf } from './undo-of.ts';
import { visitAt } from './visit.ts';
import { withinCounts } from './visit-limits.ts';

type Move = Extract<BookingCommand, { type: 'move' }>;

function aboveCapacity({ site, calendar }: BookingContext, booking: Booking): boolean {
  const queue = site.queues.find(({ id }) => id === booking.queue);
  const places = (start: number) =>
    queue === undefined ? 0 : placesOfSlot(site, calendar, queue, start).all;
  return booking.places.some(({ place, start }) => place > places(start) && place <= extraPlaceBase);
}

/**
 * Moves a booking in one step: its old places count as free while the new ones are found, and stay its own when none are. Refuses as
 * `visitAt` and `placesFor` do, and with not_active, same_slot, cut_off_passed, limit_reached, reason_required, not_permitted.
 */
export function decideMove(
  ledger: Ledger,
  booking: Booking,
  command: Move,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  const { site, calendar, now } = context;
  const { actor, start } = command;
  if (booking.state !== 'confirmed') return refuse('not_active', { state: booking.state });
  // the office may give it another place at its own time, when capacity was cut below the one it has
  if (start === booking.start && !(actor.kind === 'office' && aboveCapacity(context, booking)))
    return refuse('same_slot');
  const inTime = beforeCutOff(actor, booking, context);
  if (!inTime.ok) return inTime;
  const extra = mayOverbook(actor, command.overbook || command.keptBack === true);
  if (!extra.ok) return extra;
  const visit = visitAt(site, context.services, booking.services);
  if (!visit.ok) return visit;
  const { queue, minutes } = visit.value;
  const kept = ledger.undos.get(booking.id)?.hold;
  const own = {
    booking: booking.id,
    hold: command.hold,
    kept,
    offered: ledger.timeOffers.get(booking.id)?.hold,
  };
  const taken = takenInLedger(ledger, queue, now, own);
  const found = placesByRule(actor, {
    site,
    calendar,
    visit: visit.value,
    start,
    now,
    taken,
    overbook: command.overbook,
    keptBack: command.keptBack ?? false,
  });
  if (!found.ok) return found;
  const { day, end, places } = found.value;
  const { creditCode } = booking.enterprise;
  const ask = { booking: booking.id, creditCode, mobile: booking.contact.mobile, day };
  // on its own day the booking counts already, however it came there
  const limit = limitFor(ledger, context, day === booking.day ? { kind: 'office' } : actor, ask);
  if (!limit.ok) return limit;
  const { mobile, email } = booking.contact;
  const counted = withinCounts(
    ledger,
    context,
    actor,
    { booking: booking.id, creditCode, mobile, email, day, start },
    booking,
  );
  if (!counted.ok) return counted;
  const moved: Booking = {
    ...booking,
    queue: queue.id,
    day,
    start,
    end,
    minutes,
    places,
    sequence: booking.sequence + 1,
    updatedAt: now,
  };
  const from = { start: booking.start, end: booking.end, places: booking.places };
  const { undo: hold } = command;
  const change = { what: 'moved', before: booking, after: moved } as const;
  const undo = hold === undefined ? {} : { undo: undoOf(ledger, { ...change, hold }, now) };
  const cool = command.chance === undefined ? null : coolUntil(site, command.chance, now);
  const rests = cool === null ? {} : { coolUntil: cool };
  const fact: BookingFact = { type: 'moved', booking: moved, from, limitKey: limit.value, ...undo, ...rests };
  const givenUp = command.hold === undefined ? null : released(ledger, command.hold);
  return accept(givenUp === null ? [fact] : [givenUp, fact]);
}
