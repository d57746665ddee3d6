import { accept, type Outcome, refuse } from '../outcome.ts';
import { beforeCutOff } from './actor-rules.ts';
import type { Booking } from './booking.ts';
import { canBecome } from './booking-states.ts';
import { coolUntil } from './cool-down.ts';
import type { BookingCommand, BookingContext, BookingFact, Ledger } from './ledger.ts';
import { undoOf } from './undo-of.ts';

type Cancel = Extract<BookingCommand, { type: 'cancel' }>;

/** Cancels a visit and frees its places, after the cool-down where the site has one. Refuses with not_active, cut_off_passed, reason_required. */
export function decideCancel(
  ledger: Ledger,
  booking: Booking,
  command: Cancel,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  const { now, site } = context;
  if (!canBecome(booking.state, 'cancelled')) return refuse('not_active', { state: booking.state });
  const inTime = beforeCutOff(command.actor, booking, context);
  if (!inTime.ok) return inTime;
  const cancelled: Booking = {
    ...booking,
    state: 'cancelled',
    places: [],
    sequence: booking.sequence + 1,
    updatedAt: now,
  };
  const { undo: hold, released } = command;
  const change = { what: 'cancelled', before: booking, after: cancelled } as const;
  return accept([
    {
      type: 'cancelled',
      booking: cancelled,
      freed: booking.places,
      coolUntil: coolUntil(site, command.chance, now),
      by: command.actor.kind,
      ...(released === undefined ? {} : { released }),
      ...(hold === undefined ? {} : { undo: undoOf(ledger, { ...change, hold }, now) }),
    },
  ]);
}
