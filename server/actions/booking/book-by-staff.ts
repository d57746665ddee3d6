import type { Outcome } from '../../domain/outcome.ts';
import { formatActor, type StaffActor } from '../../domain/staff/actor.ts';
import { idempotencyKey } from '../idempotency.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';
import type { VisitRequest } from './book-visit.ts';
import type { Receipt } from './booking-order.ts';
import { auditOf, staffActor } from './staff-audit.ts';

export interface StaffVisitRequest extends Omit<VisitRequest, 'hold' | 'source' | 'from'> {
  /** needed to go past a booking rule, to overbook, and for a place that is kept back */
  readonly reason: string;
  /** take an extra place where the slot is full */
  readonly overbook: boolean;
  /** a place that is kept back from booking online */
  readonly keptBack?: boolean;
  /** of the form: sent twice, it becomes one booking (B6) */
  readonly form: string;
}

/** Books for somebody who telephones or stands at the desk. Refuses as booking does, and with reason_required. */
export async function bookByStaff(
  system: Pick<System, 'bookings' | 'secrets'>,
  { reason, overbook, keptBack = false, form, ...visit }: StaffVisitRequest,
  actor: StaffActor,
): Promise<Outcome<Receipt>> {
  const id = system.secrets.newId();
  const reference = system.secrets.newReference();
  const { site, services, start, enterprise, contact } = visit;
  return system.bookings.submit(
    {
      type: 'book',
      id,
      reference,
      tokenHash: hashToken(system.secrets.tokenFor('booking', id)),
      ...visit,
      hold: null,
      source: 'staff',
      actor: staffActor(reason),
      overbook,
      keptBack,
    },
    {
      actor,
      idempotency: idempotencyKey(formatActor(actor), form, {
        site,
        services,
        start,
        enterprise,
        contact,
      }),
      audit: auditOf(
        actor,
        'booking.book',
        reference,
        null,
        { site, start, overbook, keptBack },
        { about: id, text: reason },
      ),
    },
  );
}
