import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { sealedSecretOf, useRecoveryCode, useStep } from '../../store/staff/second-factor-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { deviceSubject, forgive, forgiveAccount, lockOf, noteFailures } from './failures.ts';
import { checkPasskey, type ShownPasskey } from './passkeys/check-passkey.ts';
import { serialise } from './serialise.ts';
import type { KnownBy } from './sign-in.ts';
import { formerRecoveryHash, hashRecoveryCode, openTotp, totpStep } from './totp.ts';

type Factor = 'totp' | 'recovery' | 'passkey';

export interface ShownFactor {
  readonly staff: string;
  readonly username: string;
  /** a code of the authenticator or a recovery code, or a passkey */
  readonly proof: string | ShownPasskey;
  readonly address: string | null;
  readonly knownBy: KnownBy | null;
}

/**
 * Each code is good once. Refuses with second_factor_failed, passkey_failed and locked_out: 5 failures in 15 minutes, of strangers who know the password or,
 * counted apart, on a device that the account has used before.
 */
export async function showSecondFactor(
  system: Pick<System, 'config' | 'database' | 'clock' | 'secrets'>,
  { staff, username, proof, address, knownBy }: ShownFactor,
): Promise<Outcome<{ readonly by: Factor }>> {
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
    const lock = await lockOf(system, [subject]);
    if (lock !== null) {
      await audit('locked_out');
      return lock;
    }
    const by = await whichFactor(system, staff, proof);
    if (by === null) {
      await noteFailures(system, username, [subject]);
      const code = typeof proof === 'string' ? 'second_factor_failed' : 'passkey_failed';
      await audit(code);
      return refuse(code);
    }
    await forgive(system, subject);
    if (!isKnown) await forgiveAccount(system, username);
    if (by !== 'totp') await audit('done', { by: by === 'recovery' ? 'recovery code' : by });
    return accept({ by });
  });
}

async function whichFactor(
  system: Pick<System, 'config' | 'database' | 'clock'>,
  staff: string,
  proof: string | ShownPasskey,
): Promise<Factor | null> {
  if (typeof proof !== 'string') {
    const wanted = { use: 'second-factor', staff, verified: false } as const;
    return (await checkPasskey(system, proof, wanted)) === null ? null : 'passkey';
  }
  const { writer } = system.database;
  const sealed = await sealedSecretOf(writer, staff);
  const secret = sealed === null ? null : openTotp(system, sealed);
  const step = secret === null ? null : totpStep(secret, proof, system.clock.now());
  if (step !== null) return (await useStep(writer, staff, step)) ? 'totp' : null;
  const used =
    (await useRecoveryCode(writer, staff, await hashRecoveryCode(system, staff, proof))) ||
    (await useRecoveryCode(writer, staff, formerRecoveryHash(system, staff, proof)));
  return used ? 'recovery' : null;
}
