import type { Booking } from '../../domain/booking/booking.ts';
import { theSystem, type Who } from '../../domain/staff/actor.ts';
import { unsettledCases } from '../../store/agency/agency-query.ts';
import type { System } from '../system.ts';

const atOnce = 200;

/** A closed case completes its booking, whether or not somebody came for it. */
export async function settleClosed(
  system: Pick<System, 'bookings'>,
  { id, site, state }: Pick<Booking, 'id' | 'site' | 'state'>,
  actor: Who,
): Promise<void> {
  const steps = state === 'confirmed' ? (['arrived', 'completed'] as const) : (['completed'] as const);
  for (const step of steps)
    await system.bookings.submit({ type: 'settle', booking: id, site, state: step }, { actor });
}

/** Completes what was left when closing was interrupted. Answers how many. */
export async function settleAllClosed(system: Pick<System, 'bookings' | 'database'>): Promise<number> {
  const left = await unsettledCases(system.database.reader, atOnce);
  for (const booking of left) await settleClosed(system, booking, theSystem);
  return left.length;
}
