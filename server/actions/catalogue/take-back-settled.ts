import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { undosOfOffice } from '../../store/booking/booking-query.ts';
import type { System } from '../system.ts';
import type { Settled } from './settle-conflicts.ts';

export interface TakeBackRequest {
  readonly site: string;
  /** of what was settled by one press */
  readonly batch: string;
  readonly staff: StaffActor;
}

/** Takes back what one press has moved or cancelled, within two minutes: the visits have their own times again, and nobody has been told. */
export async function takeBackSettled(
  system: System,
  { site, batch, staff }: TakeBackRequest,
): Promise<Settled> {
  if (!isPermitted(staff.role, 'booking.change') || !mayWorkAt(staff, site)) return { done: 0, left: 0 };
  const found = await undosOfOffice(system.database.writer, { site, batch }, system.clock.now());
  const outcomes = await Promise.all(
    found.map(({ id, reference }) =>
      system.bookings.submit(
        { type: 'take_back', booking: id, site, office: true },
        {
          actor: staff,
          audit: {
            actor: staff,
            action: 'booking.take_back',
            subject: reference,
            before: null,
            after: { state: 'confirmed' },
            result: 'done',
          },
        },
      ),
    ),
  );
  const done = outcomes.filter(({ ok }) => ok).length;
  return { done, left: outcomes.length - done };
}
