import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { clerkAt } from '../../domain/queue/hall/counter-clerk.ts';
import type { Hall } from '../../domain/queue/hall/hall.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { bookedVisitor } from '../../store/booking/visitor-query.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

/**
 * Lets the clerk of a counter read the enterprise of the visitor who is there in full; that they looked is in the audit. Answers the id of
 * the ticket, or refuses with counter_held, counter_idle, unknown_booking.
 */
export async function revealVisitor(
  system: Pick<System, 'database' | 'clock' | 'secrets'>,
  hall: Hall,
  staff: StaffActor,
  counter: string,
): Promise<Outcome<string>> {
  const state = hall.counters.get(counter);
  if (clerkAt(state) !== staff.id) return refuse('counter_held', { counter });
  const ticket = hall.tickets.get(state?.ticket ?? '');
  if (ticket === undefined) return refuse('counter_idle', { counter });
  const visitor =
    ticket.booking === null ? null : await bookedVisitor(system.database.reader, ticket.booking);
  if (visitor === null) return refuse('unknown_booking');
  await recordAudit(system, {
    actor: staff,
    action: 'booking.reveal',
    subject: visitor.booking.reference,
    before: null,
    after: { counter, number: ticket.number },
    result: 'done',
  });
  return accept(ticket.id);
}
