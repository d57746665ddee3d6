import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { findAccount, noteSignIn } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { forgiveAccount, isLockedOut, lockMinutes, noteFailures, placeOf } from './failures.ts';
import { generatePassword, hashPassword, passwordMatches } from './passwords.ts';
import { serialise } from './serialise.ts';

/** The hash of a password that nobody has, so that an unknown name takes as long as a wrong password. */
let nobody: Promise<string> | null = null;

export interface SignInAttempt {
  readonly username: string;
  readonly password: string;
  readonly address: string | null;
}

/** Whoever knows the password. With a second factor they are not signed in yet. */
export interface KnownPassword extends StaffMember {
  readonly hasSecondFactor: boolean;
}

/** Refuses with `locked_out` (5 failures of the account or the address in 15 minutes) and `sign_in_failed`, which says no more than that. */
export async function signIn(system: System, attempt: SignInAttempt): Promise<Outcome<KnownPassword>> {
  const username = attempt.username.trim().toLowerCase();
  const name = `name:${username}` as const;
  const address = placeOf(attempt.address);
  return serialise(address, () =>
    serialise(name, async () => {
      for (const subject of [name, address])
        if (await isLockedOut(system, subject)) return refused(system, attempt, 'locked_out');
      const account = await findAccount(system.database.writer, { username });
      nobody ??= hashPassword(generatePassword());
      const matches = await passwordMatches(account?.passwordHash ?? (await nobody), attempt.password);
      if (account === null || !matches || !account.active) {
        await noteFailures(system, username, [name, address]);
        return refused(system, attempt, 'sign_in_failed');
      }
      await forgiveAccount(system, username);
      if (!account.hasSecondFactor) await noteSignedIn(system, account, attempt.address);
      const { id, role, sites, mustChangePassword, hasSecondFactor } = account;
      return accept({ id, username, name: account.name, role, sites, mustChangePassword, hasSecondFactor });
    }),
  );
}

/** Somebody has shown everything that their account asks for. */
export async function noteSignedIn(
  system: Pick<System, 'database' | 'clock' | 'secrets'>,
  { id, username }: Pick<StaffMember, 'id' | 'username'>,
  address: string | null,
): Promise<void> {
  await noteSignIn(system.database.writer, id, system.clock.now());
  await recordAudit(system, {
    actor: { kind: 'staff', id, address },
    action: 'staff.sign_in',
    subject: username,
    before: null,
    after: null,
    result: 'done',
  });
}

async function refused(
  system: System,
  { username, address }: SignInAttempt,
  code: 'locked_out' | 'sign_in_failed',
): Promise<Outcome<KnownPassword>> {
  await recordAudit(system, {
    actor: { kind: 'nobody', address },
    action: 'staff.sign_in',
    subject: username.slice(0, 60),
    before: null,
    after: null,
    result: code,
  });
  return refuse(code, { minutes: lockMinutes });
}
