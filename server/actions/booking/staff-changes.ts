import type { Booking } from '../../domain/booking/booking.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { idempotencyKey } from '../idempotency.ts';
import type { HallReceipt } from '../queue/hall-order.ts';
import type { System } from '../system.ts';
import type { Receipt } from './booking-order.ts';
import { auditOf, staffActor } from './staff-audit.ts';

/** Cancels a visit, always with a reason. Refuses with reason_required and as cancelling does. */
export async function cancelByStaff(
  system: Pick<System, 'bookings' | 'secrets'>,
  { id, site, reference, state }: Booking,
  reason: string,
  actor: StaffActor,
): Promise<Outcome<Receipt>> {
  if (reason.trim() === '') return refuse('reason_required');
  return system.bookings.submit(
    { type: 'cancel', booking: id, site, actor: staffActor(reason), chance: system.secrets.chance() },
    {
      actor,
      audit: auditOf(
        actor,
        'booking.cancel',
        reference,
        { state },
        { state: 'cancelled' },
        { about: id, text: reason },
      ),
    },
  );
}

export interface StaffMove {
  /** epoch ms */
  readonly start: number;
  /** needed to go past a booking rule, to overbook, and for a place that is kept back */
  readonly reason: string;
  readonly overbook: boolean;
  /** a place that is kept back from booking online */
  readonly keptBack?: boolean;
}

/** Moves a visit within its site. Refuses as moving does, and with reason_required. */
export async function moveByStaff(
  system: Pick<System, 'bookings'>,
  booking: Booking,
  { start, reason, overbook, keptBack = false }: StaffMove,
  actor: StaffActor,
): Promise<Outcome<Receipt>> {
  const { id, site, reference } = booking;
  return system.bookings.submit(
    { type: 'move', booking: id, site, start, actor: staffActor(reason), overbook, keptBack },
    {
      actor,
      audit: auditOf(
        actor,
        'booking.move',
        reference,
        { start: booking.start },
        { start, overbook, keptBack },
        { about: id, text: reason },
      ),
    },
  );
}

/** Checks a visitor in who cannot use the kiosk. Refuses as checking in does. */
export async function checkInByStaff(
  system: Pick<System, 'halls' | 'secrets'>,
  { id, site, reference }: Booking,
  priority: boolean,
  actor: StaffActor,
): Promise<Outcome<HallReceipt>> {
  return system.halls.submit(
    site,
    { type: 'arrive', id: system.secrets.newId(), reference, priority },
    {
      actor,
      idempotency: idempotencyKey('check-in', id, { reference, priority }),
      audit: auditOf(actor, 'booking.check_in', reference, null, { priority }),
    },
  );
}
