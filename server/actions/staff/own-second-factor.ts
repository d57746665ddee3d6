import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { replaceRecoveryCodes } from '../../store/staff/second-factor-store.ts';
import { findAccount } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { removeSecondFactor } from './enrol-second-factor.ts';
import { passwordMatches } from './passwords.ts';
import { hashRecoveryCode, newRecoveryCodes } from './totp.ts';

type Parts = Pick<System, 'config' | 'database' | 'clock' | 'secrets'>;

/** What somebody does with their own second factor, for which they show the password again. */
export interface OwnFactor {
  readonly staff: StaffMember;
  readonly password: string;
  readonly address: string | null;
}

/** Refuses with sign_in_failed (the password) and second_factor_required. */
export async function removeOwnFactor(system: Parts, own: OwnFactor): Promise<Outcome<null>> {
  if (system.config.secondFactorRequired && own.staff.role === 'administrator') return refuse('second_factor_required');
  if (!(await knowsPassword(system, own))) return refuse('sign_in_failed');
  const { staff, address } = own;
  await removeSecondFactor(system, { staff, actor: `staff:${staff.id}`, address });
  return accept(null);
}

/** Ten new codes in place of what is left of the old. Refuses with sign_in_failed (the password) and second_factor_failed (there is none). */
export async function renewRecoveryCodes(
  system: Parts,
  own: OwnFactor,
): Promise<Outcome<{ readonly codes: readonly string[] }>> {
  if (!(await knowsPassword(system, own))) return refuse('sign_in_failed');
  const { staff, address } = own;
  const account = await findAccount(system.database.writer, { id: staff.id });
  if (account === null || !account.hasSecondFactor) return refuse('second_factor_failed');
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(system, staff.id, code));
  await system.database.writer.transaction((transaction) => replaceRecoveryCodes(transaction, staff.id, hashes));
  await recordAudit(system, {
    actor: `staff:${staff.id}`,
    address,
    action: 'staff.renew_recovery_codes',
    subject: staff.username,
    before: null,
    after: null,
    result: 'done',
  });
  return accept({ codes });
}

async function knowsPassword({ database }: Parts, { staff, password }: OwnFactor): Promise<boolean> {
  const account = await findAccount(database.writer, { id: staff.id });
  return account !== null && (await passwordMatches(account.passwordHash, password));
}
