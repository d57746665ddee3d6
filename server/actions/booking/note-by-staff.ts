import type { Booking } from '../../domain/booking/booking.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { auditOf } from './staff-audit.ts';

const longestNote = 500;

/** Writes something down about a booking, for colleagues. Refuses with invalid_input when it is empty or too long. */
export async function noteByStaff(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  booking: Booking,
  typed: string,
  actor: StaffActor,
): Promise<Outcome<null>> {
  const text = typed.trim();
  if (text === '' || text.length > longestNote) return refuse('invalid_input', { field: 'note' });
  const at = system.clock.now();
  const writes = new WriteSet();
  writes.insert('booking_note', {
    id: system.secrets.newId(),
    booking: booking.id,
    at,
    staff: actor.id,
    text,
  });
  // the text may name somebody, and the audit outlives the booking
  const audit = auditOf(actor, 'booking.note', booking.reference, null, { characters: text.length });
  writeAudit(audit, { id: system.secrets.newId(), at }, writes);
  await system.database.writer.transaction((transaction) =>
    writeRows(transaction, system.database.engine, writes),
  );
  return accept(null);
}
