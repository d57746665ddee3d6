import { accept, type Outcome, refuse } from '../outcome.ts';
import { beforeCutOff } from './actor-rules.ts';
import type { Booking } from './booking.ts';
import { canBecome, isActive } from './booking-states.ts';
import { mayChangeMobile } from './demand.ts';
import type { BookingCommand, BookingContext, BookingFact, Ledger } from './ledger.ts';
import { limitFor } from './one-per-day.ts';
import { withinCounts } from './visit-limits.ts';

type Of<T extends BookingCommand['type']> = Extract<BookingCommand, { type: T }>;
type Facts = Outcome<readonly BookingFact[]>;

/** Self-service or online agency, at sites that offer it, until the cut-off. Refuses with handling_not_offered, not_active, cut_off_passed, reason_required. */
export function decideHandling(
  booking: Booking,
  command: Of<'choose_handling'>,
  context: BookingContext,
): Facts {
  if (!context.site.handling) return refuse('handling_not_offered');
  if (booking.state !== 'confirmed') return refuse('not_active', { state: booking.state });
  const inTime = beforeCutOff(command.actor, booking, context);
  if (!inTime.ok) return inTime;
  const chosen = { ...booking, handling: command.mode, updatedAt: context.now };
  return accept([{ type: 'handling_chosen', booking: chosen }]);
}

/** New contact details; the limit of one a day goes with the mobile. Refuses with not_active, limit_reached, contact_unproven, and as `withinCounts` does. */
export function decideContact(
  ledger: Ledger,
  booking: Booking,
  command: Of<'change_contact'>,
  context: BookingContext,
): Facts {
  if (!isActive(booking.state)) return refuse('not_active', { state: booking.state });
  const { creditCode } = booking.enterprise;
  const { mobile } = command.contact;
  const ask = { booking: booking.id, creditCode, mobile, day: booking.day };
  const same = mobile === booking.contact.mobile;
  const limit = limitFor(ledger, context, { kind: same ? 'office' : 'holder' }, ask);
  if (!limit.ok) return limit;
  const { email } = command.contact;
  const { day, start } = booking;
  const visit = { booking: booking.id, creditCode, mobile, email, day, start };
  const counted = withinCounts(ledger, context, { kind: 'holder' }, visit, booking);
  if (!counted.ok) return counted;
  const { proven, unproven } = command;
  const asked = { from: booking.contact.mobile, to: mobile, proven, unproven };
  const own = mayChangeMobile(ledger, context, { kind: 'holder' }, asked);
  if (!own.ok) return own;
  const changed = { ...booking, contact: command.contact, updatedAt: context.now };
  const from = booking.contact;
  return accept([{ type: 'contact_changed', booking: changed, from, limitKey: limit.value }]);
}

/** The materials that the enterprise ticked off. Refuses with not_active. */
export function decideTick(booking: Booking, command: Of<'tick'>, context: BookingContext): Facts {
  if (!isActive(booking.state)) return refuse('not_active', { state: booking.state });
  return accept([{ type: 'ticked', booking: { ...booking, ticks: command.ticks, updatedAt: context.now } }]);
}

/** What became of the visit. Refuses with not_active (its state is final) and wrong_state. */
export function decideSettle(booking: Booking, command: Of<'settle'>, context: BookingContext): Facts {
  const { state: from } = booking;
  if (!isActive(from)) return refuse('not_active', { state: from });
  if (!canBecome(from, command.state)) return refuse('wrong_state', { state: from, to: command.state });
  const settled = { ...booking, state: command.state, updatedAt: context.now };
  return accept([{ type: 'settled', booking: settled, from }]);
}
