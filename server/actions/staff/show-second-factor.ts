import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { sealedSecretOf, useRecoveryCode, useStep } from '../../store/staff/second-factor-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import {
  deviceSubject,
  forgive,
  forgiveAccount,
  isLockedOut,
  lockMinutes,
  noteFailures,
} from './failures.ts';
import { serialise } from './serialise.ts';
import type { KnownBy } from './sign-in.ts';
import { hashRecoveryCode, openTotp, totpStep } from './totp.ts';

export interface ShownFactor {
  readonly staff: string;
  readonly username: string;
  /** of the authenticator, or a recovery code */
  readonly code: string;
  readonly address: string | null;
  readonly knownBy: KnownBy | null;
}

/**
 * Each code is good once. Refuses with second_factor_failed and locked_out: 5 failures in 15 minutes, of strangers who know the password or,
 * counted apart, on a device that the account has used before.
 */
export async function showSecondFactor(
  system: Pick<System, 'config' | 'database' | 'clock' | 'secrets'>,
  { staff, username, code, address, knownBy }: ShownFactor,
): Promise<Outcome<{ readonly by: 'totp' | 'recovery' }>> {
  const isKnown = knownBy?.staff.includes(staff) ?? false;
  const subject =
    knownBy !== null && isKnown
      ? deviceSubject(`second-${knownBy.device}`, staff)
      : (`factor:${staff}` as const);
  const audit = (result: string, after: object | null = null): Promise<void> =>
    recordAudit(system, {
      actor: { kind: 'staff', id: staff, address },
      action: 'staff.second_factor',
      subject: username,
      before: null,
      after,
      result,
    });
  return serialise(subject, async () => {
    if (await isLockedOut(system, subject)) {
      await audit('locked_out');
      return refuse('locked_out', { minutes: lockMinutes });
    }
    const by = await whichFactor(system, staff, code);
    if (by === null) {
      await noteFailures(system, username, [subject]);
      await audit('second_factor_failed');
      return refuse('second_factor_failed');
    }
    await forgive(system, subject);
    if (!isKnown) await forgiveAccount(system, username);
    if (by === 'recovery') await audit('done', { by: 'recovery code' });
    return accept({ by });
  });
}

async function whichFactor(
  system: Pick<System, 'config' | 'database' | 'clock'>,
  staff: string,
  code: string,
): Promise<'totp' | 'recovery' | null> {
  const { writer } = system.database;
  const sealed = await sealedSecretOf(writer, staff);
  const secret = sealed === null ? null : openTotp(system, sealed);
  const step = secret === null ? null : totpStep(secret, code, system.clock.now());
  if (step !== null) return (await useStep(writer, staff, step)) ? 'totp' : null;
  if (sealed === null) return null;
  return (await useRecoveryCode(writer, staff, hashRecoveryCode(system, staff, code))) ? 'recovery' : null;
}
