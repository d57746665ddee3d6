import { isDeepStrictEqual } from 'node:util';
import type { Booking, ContactDetails } from '../../domain/booking/booking.ts';
import type { MobileProven } from '../../domain/booking/origin.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import { keptTicks } from '../../domain/catalogue/kept-ticks.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
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

export interface StaffChange extends StaffMove, MobileProven {
  readonly services: readonly VisitService[];
  readonly contact: ContactDetails;
}

/**
 * Changes services, quantities, handling person and, if need be, the time of a visit, always with a reason; nothing is written over that has
 * happened since `booking` was seen. Refuses with reason_required, stale_form and as changing does.
 */
export async function changeByStaff(
  system: Pick<System, 'bookings'>,
  catalogue: Catalogue,
  booking: Booking,
  {
    services,
    contact,
    start,
    reason,
    overbook,
    keptBack = false,
    proven = null,
    unproven = false,
  }: StaffChange,
  actor: StaffActor,
): Promise<Outcome<Receipt>> {
  if (reason.trim() === '') return refuse('reason_required');
  const { id, site, reference, updatedAt: seen } = booking;
  const answers = answersFor(catalogue, services, booking.answers);
  const ticks = keptTicks(checklistFor(catalogue, site, services, answers), booking.ticks);
  const beyond = { overbook, keptBack };
  const [before, after] = [booking, { services, start }].map((visit) => ({
    services: visit.services.map(({ code, quantity }) => `${code} × ${quantity}`),
    start: visit.start,
  }));
  const contactChanged = !isDeepStrictEqual(contact, booking.contact);
  return system.bookings.submit(
    {
      ...{ type: 'change', booking: id, site, services, start, contact, answers, ticks, seen },
      ...{ actor: staffActor(reason), ...beyond, proven, unproven },
    },
    {
      actor,
      audit: auditOf(
        actor,
        'booking.change',
        reference,
        before,
        { ...after, contactChanged, ...beyond, ...(unproven ? { unproven } : {}) },
        { about: id, text: reason },
      ),
    },
  );
}

/** Those that answer what is still asked. */
function answersFor(
  { questions }: Catalogue,
  services: readonly VisitService[],
  given: Booking['answers'],
): Booking['answers'] {
  const asked = questions.filter(({ service }) => services.some(({ code }) => code === service));
  const codes = new Set(asked.map(({ code }) => code));
  return Object.fromEntries(Object.entries(given).filter(([code]) => codes.has(code)));
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
