import type { Booking } from '../../domain/booking/booking.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

export interface Unmasking {
  readonly reference: string;
  /** why, in the reader's words; may be empty */
  readonly reason: string;
}

/** Everything that a booking says of people, for one who may read it; that they looked is in the audit. Refuses with unknown_booking and not_permitted. */
export async function unmaskBooking(
  system: Pick<System, 'database' | 'clock' | 'secrets'>,
  staff: StaffActor,
  { reference, reason }: Unmasking,
): Promise<Outcome<Booking>> {
  const booking = await bookingByReference(system.database.reader, reference);
  if (booking === null) return refuse('unknown_booking');
  const permitted = mayWorkAt(staff, booking.site);
  await recordAudit(system, {
    actor: staff,
    action: 'booking.unmask',
    subject: booking.reference,
    before: null,
    after: null,
    result: permitted ? 'done' : 'not_permitted',
    words: { about: booking.id, text: reason },
  });
  return permitted ? accept(booking) : refuse('not_permitted');
}
