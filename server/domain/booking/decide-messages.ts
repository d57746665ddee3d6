import { accept, type Outcome, refuse } from '../outcome.ts';
import type { Booking } from './booking.ts';
import { isActive } from './booking-states.ts';
import type { BookingCommand, BookingContext, BookingFact } from './ledger.ts';

/** Whom else to tell, and when to remind. Refuses with not_active. */
export function decideMessages(
  booking: Booking,
  { second, reminders }: Extract<BookingCommand, { type: 'choose_messages' }>,
  context: BookingContext,
): Outcome<readonly BookingFact[]> {
  if (!isActive(booking.state)) return refuse('not_active', { state: booking.state });
  const chosen: Booking = { ...booking, second, reminders, updatedAt: context.now };
  return accept([{ type: 'messages_chosen', booking: chosen, from: booking.second ?? null }]);
}
