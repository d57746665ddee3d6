import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { passkeysOf } from '../../store/staff/passkey-query.ts';
import { replaceRecoveryCodes } from '../../store/staff/second-factor-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { removeSecondFactor } from './enrol-second-factor.ts';
import { factorRequired } from './factor-required.ts';
import { showPasswordAgain } from './show-password-again.ts';
import { hashRecoveryCodes, newRecoveryCodes } from './totp.ts';

type Parts = Pick<System, 'config' | 'database' | 'clock' | 'secrets'>;

/** What somebody does with their own second factor, for which they show the password again. */
export interface OwnFactor {
  readonly staff: StaffActor;
  readonly password: string;
}

/** Takes the authenticator application away; passkeys stay. Refuses with sign_in_failed and locked_out (the password) and second_factor_required. */
export async function removeOwnFactor(system: Parts, own: OwnFactor): Promise<Outcome<null>> {
  const { staff } = own;
  if (factorRequired(system.config, staff.role)) {
    const others = await passkeysOf(system.database.writer, staff.id);
    if (others.length === 0) return refuse('second_factor_required');
  }
  const shown = await showPasswordAgain(system, staff, own.password);
  if (!shown.ok) return shown;
  await removeSecondFactor(system, { staff, actor: staff });
  return accept(null);
}

/** Ten new codes in place of what is left of the old. Refuses with sign_in_failed and locked_out (the password) and second_factor_failed (there is none). */
export async function renewRecoveryCodes(
  system: Parts,
  own: OwnFactor,
): Promise<Outcome<{ readonly codes: readonly string[] }>> {
  const { staff } = own;
  const shown = await showPasswordAgain(system, staff, own.password);
  if (!shown.ok) return shown;
  if (!shown.value.hasSecondFactor) return refuse('second_factor_failed');
  const codes = newRecoveryCodes();
  const hashes = await hashRecoveryCodes(system, staff.id, codes);
  await system.database.writer.transaction((transaction) =>
    replaceRecoveryCodes(transaction, staff.id, hashes),
  );
  await recordAudit(system, {
    actor: staff,
    action: 'staff.renew_recovery_codes',
    subject: staff.username,
    before: null,
    after: null,
    result: 'done',
  });
  return accept({ codes });
}
