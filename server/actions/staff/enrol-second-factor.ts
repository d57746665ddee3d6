import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { replaceSecondFactor } from '../../store/staff/second-factor-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { hashRecoveryCodes, newRecoveryCodes, sealTotp, totpStep } from './totp.ts';

type Parts = Pick<System, 'config' | 'database' | 'clock' | 'secrets'>;

export interface By {
  /** whose account it is about, and who acts */
  readonly staff: Pick<StaffMember, 'id' | 'username'>;
  readonly actor: Actor;
}

/**
 * One's own second factor, new or in place of the old: the code proves that the authenticator has the secret. Answers the recovery codes, once.
 * Every other session ends. Refuses with second_factor_failed.
 */
export async function enrolSecondFactor(
  system: Parts,
  { staff, actor }: By,
  { secret, code }: { readonly secret: string; readonly code: string },
): Promise<Outcome<{ readonly codes: readonly string[] }>> {
  const step = totpStep(secret, code, system.clock.now());
  if (step === null) return refuse('second_factor_failed');
  const codes = newRecoveryCodes();
  const codeHashes = await hashRecoveryCodes(system, staff.id, codes);
  await replace(system, { staff, actor }, 'staff.enrol_second_factor', {
    sealed: sealTotp(system, secret),
    step,
    codeHashes,
  });
  return accept({ codes });
}

/** Without a second factor from now on; whoever may ask is for the caller to know. */
export async function removeSecondFactor(system: Parts, by: By): Promise<void> {
  await replace(system, by, 'staff.remove_second_factor', null);
}

async function replace(
  { database, secrets, clock }: Parts,
  { staff, actor }: By,
  action: string,
  factor: Parameters<typeof replaceSecondFactor>[2],
): Promise<void> {
  const writes = new WriteSet();
  const entry = {
    actor,
    action,
    subject: staff.username,
    before: null,
    after: null,
    result: 'done',
  };
  writeAudit(entry, { id: secrets.newId(), at: clock.now() }, writes);
  await database.writer.transaction(async (transaction) => {
    await replaceSecondFactor(transaction, staff.id, factor);
    await writeRows(transaction, database.engine, writes);
  });
}
