import { accept, type Outcome, type Refusal, refuse } from '../outcome.ts';
import type { Booking } from './booking.ts';
import { decideBook } from './decide-book.ts';
import { decideCancel } from './decide-cancel.ts';
import { decideContact, decideHandling, decideSettle, decideTick } from './decide-change.ts';
import { decideCorrect } from './decide-correct.ts';
import { decideHold, decideRelease } from './decide-hold.ts';
import { decideMessages } from './decide-messages.ts';
import { decideMove } from './decide-move.ts';
import { decideNewVisit } from './decide-new-visit.ts';
import { decideTakeBack } from './decide-take-back.ts';
import { decideTimes, isUnfitting, offerGone } from './decide-times.ts';
import type { BookingCommand, BookingContext, BookingFact, Ledger } from './ledger.ts';

/**
 * What a command does to the bookings, as facts in order, or why it is refused. Changes nothing; `applyFact` does. The ledger must
 * hold what `rowsNeeded` names. Refuses with unknown_site when the context is another site's, unknown_booking, not_unfitting and times_kept.
 */
export function decideBooking(
  ledger: Ledger,
  command: BookingCommand,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  if (command.site !== context.site.code) return refuse('unknown_site');
  if (command.type === 'hold') return decideHold(ledger, command, context);
  if (command.type === 'release_hold') return decideRelease(ledger, command);
  if (command.type === 'book') return decideBook(ledger, command, context);
  const booking = ledger.bookings.get(command.booking);
  if (booking === undefined || booking.site !== command.site) return refuse('unknown_booking');
  const meanwhile = settledMeanwhile(ledger, booking, command, context);
  if (meanwhile !== null) return meanwhile;
  switch (command.type) {
    case 'move':
      return after(offerGone(ledger, booking), decideMove(ledger, booking, command, context));
    case 'change':
      return after(offerGone(ledger, booking), decideNewVisit(ledger, booking, command, context));
    case 'take_back':
      return decideTakeBack(ledger, booking, command, context);
    case 'cancel':
      return after(offerGone(ledger, booking), decideCancel(ledger, booking, command, context));
    case 'offer_times':
    case 'take_time':
    case 'decline_times':
    case 'withdraw_times':
    case 'end_times':
      return decideTimes(ledger, booking, command, context);
    case 'choose_handling':
      return decideHandling(booking, command, context);
    case 'change_contact':
      return decideContact(ledger, booking, command, context);
    case 'choose_messages':
      return decideMessages(booking, command, context);
    case 'tick':
      return decideTick(booking, command, context);
    case 'correct':
      return decideCorrect(booking, command, context);
    case 'settle':
      return decideSettle(booking, command, context);
  }
}

/**
 * The office takes from a visit only what it cannot give: not_unfitting when its holder, or staff, were quicker; times_kept when the rule comes
 * to somebody who has been asked.
 */
function settledMeanwhile(
  ledger: Ledger,
  booking: Booking,
  command: BookingCommand,
  context: BookingContext,
): Refusal | null {
  if ((command.type !== 'move' && command.type !== 'cancel') || command.actor.kind !== 'office') return null;
  if (booking.state !== 'confirmed') return refuse('not_active', { state: booking.state });
  if (!isUnfitting(context, booking)) return refuse('not_unfitting');
  return command.actor.byRule === true && ledger.timeOffers.has(booking.id) ? refuse('times_kept') : null;
}

/** What ends first, where the command is carried out at all. */
function after(
  first: readonly BookingFact[],
  decided: Outcome<readonly BookingFact[]>,
): Outcome<readonly BookingFact[]> {
  return decided.ok && first.length > 0 ? accept([...first, ...decided.value]) : decided;
}
