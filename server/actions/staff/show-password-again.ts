import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { findAccount, type StoredAccount } from '../../store/staff/staff-store.ts';
import type { System } from '../system.ts';
import { lockOf, noteFailures } from './failures.ts';
import { passwordMatches } from './passwords.ts';
import { serialise } from './serialise.ts';

/**
 * Somebody who is signed in shows the password once more: whoever sits down at their browser does not know it, and gets no more tries than
 * at the door. Refuses with sign_in_failed and locked_out.
 */
export async function showPasswordAgain(
  system: Pick<System, 'database' | 'clock' | 'secrets'>,
  staff: Pick<StaffMember, 'id' | 'username'>,
  password: string,
): Promise<Outcome<StoredAccount>> {
  const subject = `own:${staff.id}` as const;
  return serialise(subject, async () => {
    const lock = await lockOf(system, [subject]);
    if (lock !== null) return lock;
    const account = await findAccount(system.database.writer, { id: staff.id });
    if (account !== null && (await passwordMatches(account.passwordHash, password))) return accept(account);
    await noteFailures(system, staff.username, [subject]);
    return refuse('sign_in_failed');
  });
}
