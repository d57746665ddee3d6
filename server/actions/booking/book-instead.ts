import type { Booking } from '../../domain/booking/booking.ts';
import type { BookingActor } from '../../domain/booking/ledger.ts';
import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { isCancelledByOffice } from '../../store/booking/booking-query.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { objectionOf } from '../../store/booking/objection-query.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import { idempotencyKey } from '../idempotency.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';
import type { Receipt } from './booking-order.ts';
import { freeSlots } from './free-slots.ts';

/** How far ahead a place is looked for, days; and how many are tried that others may take first. */
const ahead = 14;
const tries = 5;

/**
 * Books the first free place of the next open day for somebody whose ticket was not reached, to be called first on arrival; pressed twice,
 * it is one booking. Places are those of every booking: never beyond what the queue holds. Refuses with wrong_state (it was reached, or came
 * without a booking), slot_taken (nothing free in two weeks), and as booking does.
 */
export async function bookInstead(
  system: System,
  site: Site,
  day: string,
  ticket: Ticket,
): Promise<Outcome<Receipt>> {
  const { reader, engine } = system.database;
  const before = ticket.booking === null ? [] : await bookingsBy(reader, engine, 'id', [ticket.booking]);
  const [booking] = before;
  if (ticket.outcome !== 'not_reached' || booking === undefined || booking.contact.mobile === '')
    return refuse('wrong_state', { number: ticket.number, state: ticket.state });
  return bookNearest(system, site, booking, {
    from: addDays(day, 1),
    to: addDays(day, ahead),
    actor: { kind: 'holder' },
    instead: ticket.id,
    key: idempotencyKey('not-reached', ticket.id, ticket.id),
  });
}

/** Whether the office owes another visit: for one that it did not hold, or cancelled, or a place that it should not have taken. */
export async function owesVisit(
  connection: System['database']['reader'],
  booking: Booking,
): Promise<boolean> {
  if (booking.state === 'not_held') return true;
  if (booking.state !== 'cancelled') return false;
  const objection = await objectionOf(connection, booking.id);
  return (objection?.grantedAt ?? null) !== null || (await isCancelledByOffice(connection, booking));
}

/**
 * Books the first free place from today on, and not before the time that was booked, for somebody to whom the office owes a visit, to be
 * called first; pressed twice, it is one booking. What stands against booking again does not count, because the office owes it. Refuses
 * with wrong_state, slot_taken, and as booking does.
 */
export async function bookInsteadOf(
  system: System,
  site: Site,
  booking: Booking,
  now: number,
): Promise<Outcome<Receipt>> {
  if (booking.contact.mobile === '' || !(await owesVisit(system.database.reader, booking)))
    return refuse('wrong_state', { state: booking.state });
  const from = localDate(Math.max(now, booking.start), site.timeZone);
  return bookNearest(system, site, booking, {
    from,
    to: addDays(from, ahead),
    actor: { kind: 'office' },
    insteadOf: booking.id,
    key: idempotencyKey('not-held', booking.id, booking.id),
  });
}

interface Nearest {
  /** local dates */
  readonly from: string;
  readonly to: string;
  readonly actor: BookingActor;
  readonly instead?: string;
  readonly insteadOf?: string;
  readonly key: IdempotencyKey;
}

async function bookNearest(
  system: System,
  site: Site,
  before: Booking,
  { from, to, key, ...how }: Nearest,
): Promise<Outcome<Receipt>> {
  const offer = await freeSlots(system, { site, services: before.services, from, to });
  if (!offer.ok) return offer;
  const starts = offer.value.days
    .flatMap(({ slots }) => slots.map(({ start }) => start))
    .filter((start) => start >= before.start)
    .slice(0, tries);
  let last: Outcome<Receipt> = refuse('slot_taken');
  for (const start of starts) {
    last = await bookAt(system, before, { ...how, start }, key);
    if (last.ok || last.code !== 'slot_taken') return last;
  }
  return last;
}

function bookAt(
  system: System,
  before: Booking,
  how: Omit<Nearest, 'from' | 'to' | 'key'> & { readonly start: number },
  idempotency: IdempotencyKey,
): Promise<Outcome<Receipt>> {
  const { site, services, answers, ticks, locale, consentVersion, enterprise, contact } = before;
  const id = system.secrets.newId();
  return system.bookings.submit(
    {
      type: 'book',
      id,
      reference: system.secrets.newReference(),
      tokenHash: hashToken(system.secrets.tokenFor('booking', id)),
      ...{ site, services, answers, ticks, locale, consentVersion, enterprise, contact },
      hold: null,
      source: 'page',
      overbook: false,
      ...how,
    },
    { actor: theHolder, idempotency },
  );
}
