import type { Booking } from '../../domain/booking/booking.ts';
import type { MissedCorrection } from '../../domain/booking/decide-correct.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import type { System } from '../system.ts';
import type { Receipt } from './booking-order.ts';
import { auditOf } from './staff-audit.ts';

export interface CorrectionAsked {
  readonly to: MissedCorrection;
  readonly reason: string;
  readonly idempotency?: IdempotencyKey | null;
}

/** Says what a missed visit was in truth; the visitor is told. Refuses with not_missed and reason_required. */
export function correctMissed(
  { bookings }: Pick<System, 'bookings'>,
  { id, site, reference, state }: Booking,
  { to, reason, idempotency = null }: CorrectionAsked,
  actor: Actor,
): Promise<Outcome<Receipt>> {
  const words = { about: id, text: reason.trim() };
  return bookings.submit(
    { type: 'correct', booking: id, site, to, reason: reason.trim() },
    { actor, idempotency, audit: auditOf(actor, 'booking.correct', reference, { state }, { to }, words) },
  );
}
