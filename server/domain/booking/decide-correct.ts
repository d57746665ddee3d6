import { accept, type Outcome, refuse } from '../outcome.ts';
import type { Booking } from './booking.ts';
import type { BookingCommand, BookingContext, BookingFact } from './ledger.ts';

type Correct = Extract<BookingCommand, { type: 'correct' }>;

/** What a missed visit was in truth. */
export const missedCorrections = ['came', 'excused'] as const;
export type MissedCorrection = (typeof missedCorrections)[number];

/** Takes a missed visit, and the strike with it, off an enterprise. Refuses with not_missed and reason_required. */
export function decideCorrect(
  booking: Booking,
  { to, reason }: Correct,
  { now }: BookingContext,
): Outcome<readonly BookingFact[]> {
  if (reason.trim() === '') return refuse('reason_required');
  if (booking.state !== 'missed') return refuse('not_missed', { state: booking.state });
  const state = to === 'came' ? 'completed' : 'excused';
  return accept([{ type: 'corrected', booking: { ...booking, state, updatedAt: now } }]);
}
