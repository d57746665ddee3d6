import type { Outcome } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import type { WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import type { Receipt } from '../booking/booking-order.ts';
import { auditOf } from '../booking/staff-audit.ts';
import type { System } from '../system.ts';

interface ByStaff {
  readonly entry: WaitEntry;
  /** kept in the audit; told to whoever is taken off */
  readonly reason: string;
  readonly staff: StaffActor;
}

/** Offers a time (epoch ms) to one who waits, whoever's turn it is. Refuses as `makeOffer` does, and with not_active and offer_open. */
export function offerByStaff(
  system: Pick<System, 'bookings'>,
  { entry, reason, staff }: ByStaff,
  start: number,
): Promise<Outcome<Receipt>> {
  const { id, site } = entry;
  const words = { about: id, text: reason };
  return system.bookings.submit(
    { type: 'wait_offer', site, entry: id, start },
    { actor: staff, audit: auditOf(staff, 'waitlist.offer', id, null, { site, start }, words) },
  );
}

/** Takes somebody off the list, who is told so with the reason. */
export function takeOffByStaff(
  system: Pick<System, 'bookings'>,
  { entry, reason, staff }: ByStaff,
): Promise<Outcome<Receipt>> {
  const { id, site } = entry;
  const words = { about: id, text: reason };
  return system.bookings.submit(
    { type: 'wait_leave', site, entry: id, by: 'staff' },
    {
      actor: staff,
      reason,
      audit: auditOf(staff, 'waitlist.remove', id, { state: entry.state }, null, words),
    },
  );
}
