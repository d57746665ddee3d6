import type { Booking } from '../../domain/booking/booking.ts';
import { addDays } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
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
  const from = addDays(day, 1);
  const offer = await freeSlots(system, { site, services: booking.services, from, to: addDays(day, ahead) });
  if (!offer.ok) return offer;
  const starts = offer.value.days.flatMap(({ slots }) => slots.map(({ start }) => start)).slice(0, tries);
  let last: Outcome<Receipt> = refuse('slot_taken');
  for (const start of starts) {
    last = await bookAt(system, booking, ticket.id, start);
    if (last.ok || last.code !== 'slot_taken') return last;
  }
  return last;
}

function bookAt(system: System, before: Booking, ticket: string, start: number): Promise<Outcome<Receipt>> {
  const { site, services, answers, ticks, locale, consentVersion, enterprise, contact } = before;
  const id = system.secrets.newId();
  return system.bookings.submit(
    {
      type: 'book',
      id,
      reference: system.secrets.newReference(),
      tokenHash: hashToken(system.secrets.tokenFor('booking', id)),
      ...{ site, services, start, answers, ticks, locale, consentVersion, enterprise, contact },
      hold: null,
      source: 'page',
      actor: { kind: 'holder' },
      overbook: false,
      instead: ticket,
    },
    { actor: theHolder, idempotency: idempotencyKey('not-reached', ticket, ticket) },
  );
}
