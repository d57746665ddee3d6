import type { StaffCommand } from '../../domain/agency/decide-agency.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { auditOf } from '../booking/staff-audit.ts';
import type { System } from '../system.ts';
import { type ChangedCase, changeCase } from './change-case.ts';
import { dropFiles } from './drop-files.ts';
import { settleClosed } from './settle-closed.ts';

/** What a member of staff does with a case, with a line in the audit. Refuses as `decideAgency`. */
export async function reviewCase(
  system: System,
  booking: Booking,
  command: StaffCommand,
  actor: StaffActor,
): Promise<Outcome<ChangedCase>> {
  // reasons and notes may name somebody, and the audit outlives the booking
  const what = { ...('item' in command ? { item: command.item } : {}), revision: command.revision };
  const audit = auditOf(actor, `agency.${command.type}`, booking.reference, null, what);
  const done = await changeCase(system, booking, command, { actor, audit });
  if (!done.ok) return done;
  await dropFiles(system, done.value.dropped);
  if (command.type === 'close' && isActive(booking.state)) await settleClosed(system, booking, actor);
  return done;
}
