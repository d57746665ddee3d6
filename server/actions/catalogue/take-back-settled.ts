import type { BookingCommand } from '../../domain/booking/ledger.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { undosOfOffice } from '../../store/booking/booking-query.ts';
import { offersOfPress } from '../../store/booking/time-offer-query.ts';
import type { System } from '../system.ts';
import type { Settled } from './settle-conflicts.ts';

export interface TakeBackRequest {
  readonly site: string;
  /** of what was settled by one press */
  readonly batch: string;
  readonly staff: StaffActor;
}

/** Takes back what one press has moved, cancelled or offered, within two minutes: the visits have their own times again, and nobody has been told. */
export async function takeBackSettled(
  system: System,
  { site, batch, staff }: TakeBackRequest,
): Promise<Settled> {
  if (!isPermitted(staff.role, 'booking.change') || !mayWorkAt(staff, site)) return { done: 0, left: 0 };
  const { database, clock } = system;
  const found = await undosOfOffice(database.writer, { site, batch }, clock.now());
  const offers = await offersOfPress(database.writer, { site, batch }, clock.now());
  const back = (reference: string, command: BookingCommand) =>
    system.bookings.submit(command, {
      actor: staff,
      audit: {
        actor: staff,
        action: 'booking.take_back',
        subject: reference,
        before: null,
        after: { state: 'confirmed' },
        result: 'done',
      },
    });
  const outcomes = await Promise.all([
    ...found.map(({ id, reference }) =>
      back(reference, { type: 'take_back', booking: id, site, office: true }),
    ),
    ...offers.map(({ booking, hold, reference }) =>
      back(reference, { type: 'withdraw_times', booking, site, hold }),
    ),
  ]);
  const done = outcomes.filter(({ ok }) => ok).length;
  return { done, left: outcomes.length - done };
}
