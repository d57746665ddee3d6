import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { checkPassword } from '../../domain/staff/password-rules.ts';
import { checkStrength } from '../../domain/staff/password-strength.ts';
import { endPassword } from '../../store/staff/first-password-store.ts';
import { revokeSessions } from '../../store/staff/session-store.ts';
import { setPassword } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { estimateStrength } from './estimate-strength.ts';
import { hashPassword } from './passwords.ts';
import { showPasswordAgain } from './show-password-again.ts';

/** One's own password; every session ends, so begin another one. Refuses with `sign_in_failed` (the old one is wrong), `locked_out` and `weak_password`. */
export async function changePassword(
  system: System,
  staff: StaffActor,
  { old, wanted }: { readonly old: string; readonly wanted: string },
): Promise<Outcome<null>> {
  const shown = await showPasswordAgain(system, staff, old);
  if (!shown.ok) return shown;
  const checked = checkPassword(wanted, staff.username);
  if (!checked.ok) return checked;
  if (wanted === old) return refuse('weak_password', { why: 'same' });
  const strong = checkStrength(await estimateStrength(wanted, [staff.username, staff.name]));
  if (!strong.ok) return strong;
  await setPassword(system.database.writer, staff.id, await hashPassword(wanted), false);
  await endPassword(system.database.writer, staff.id, null);
  await revokeSessions(system.database.writer, staff.id, null);
  await recordAudit(system, {
    actor: staff,
    action: 'staff.change_password',
    subject: staff.username,
    before: null,
    after: null,
    result: 'done',
  });
  return accept(null);
}
