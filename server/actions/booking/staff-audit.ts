import type { BookingActor } from '../../domain/booking/ledger.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { AuditEntry } from '../../store/staff/audit-store.ts';

/** A member of staff with a reason to go past the booking rules, or without one. */
export function staffActor(reason: string): BookingActor {
  const given = reason.trim();
  return { kind: 'staff', reason: given === '' ? null : given };
}

/** A line of the audit about a booking; it names no person, whatever the `words` beside it say. */
export function auditOf(
  actor: Actor,
  action: string,
  subject: string,
  before: unknown,
  after: unknown,
  words?: AuditEntry['words'],
): AuditEntry {
  return { actor, action, subject, before, after, result: 'done', ...(words === undefined ? {} : { words }) };
}
