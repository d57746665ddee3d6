import { accept, type Outcome, type Refusal, refuse } from '../../domain/outcome.ts';
import { firstPasswordDays } from '../../domain/staff/first-password.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import type { WayIn } from '../../domain/staff/ways-in.ts';
import { passwordUntil } from '../../store/staff/first-password-store.ts';
import { findAccount, noteSignIn, type StoredAccount } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import {
  deviceSubject,
  forgive,
  forgiveAccount,
  lockOf,
  networkSubject,
  noteFailures,
  type Subject,
} from './failures.ts';
import { generatePassword, hashPassword, passwordMatches } from './passwords.ts';
import { noteRefused, refusedAs } from './refused-sign-ins.ts';
import { serialise } from './serialise.ts';

/** The hash of a password that nobody has, so that an unknown name takes as long as a wrong password. */
let nobody: Promise<string> | null = null;

/** The browser that somebody sits at, and whose accounts it has signed in to before. */
export interface KnownBy {
  readonly device: string;
  readonly staff: readonly string[];
}

export interface SignInAttempt {
  readonly username: string;
  readonly password: string;
  readonly address: string | null;
  /** as coarse as one household or office has it; null: nobody knows */
  readonly network: string | null;
  readonly knownBy: KnownBy | null;
}

/** Whoever knows the password. With a second factor they are not signed in yet. */
export interface KnownPassword extends StaffMember {
  readonly hasSecondFactor: boolean;
}

/** How a session began. */
export interface SignedInFrom {
  readonly address: string | null;
  /** the account has not signed in from there before */
  readonly newDevice: boolean;
  readonly by: WayIn;
}

/**
 * Refuses with `locked_out` and `sign_in_failed`, which says no more than that, and whoever knows a generated password that is too old with `password_expired`. Strangers have five failures of a name in 15 minutes, and
 * their network is slowed down; whoever comes from a device that the account has used before has five of their own, whatever strangers do.
 */
export async function signIn(system: System, attempt: SignInAttempt): Promise<Outcome<KnownPassword>> {
  const username = attempt.username.trim().toLowerCase();
  const account = await findAccount(system.database.reader, { username });
  const subjects = subjectsOf(account, username, attempt);
  const [one, other = one] = subjects;
  return serialise(one, () =>
    one === other
      ? tryPassword(system, attempt, account, subjects)
      : serialise(other, () => tryPassword(system, attempt, account, subjects)),
  );
}

function subjectsOf(
  account: StoredAccount | null,
  username: string,
  { network, knownBy }: SignInAttempt,
): readonly [Subject, ...Subject[]] {
  if (account !== null && knownBy?.staff.includes(account.id))
    return [deviceSubject(knownBy.device, account.id)];
  return [networkSubject(network), `name:${username}`];
}

async function tryPassword(
  system: System,
  attempt: SignInAttempt,
  account: StoredAccount | null,
  subjects: readonly Subject[],
): Promise<Outcome<KnownPassword>> {
  const lock = await lockOf(system, subjects);
  if (lock !== null) return refused(system, attempt, lock);
  const username = account?.username ?? attempt.username.trim().toLowerCase();
  nobody ??= hashPassword(generatePassword());
  const matches = await passwordMatches(account?.passwordHash ?? (await nobody), attempt.password);
  if (account === null || !matches || !account.active) {
    await noteFailures(system, username, subjects);
    return refused(system, attempt, refuse('sign_in_failed'));
  }
  const [first, ...more] = subjects;
  // what strangers have tried meanwhile still counts for strangers
  if (first !== undefined && more.length === 0) await forgive(system, first);
  else await forgiveAccount(system, username);
  const until = await passwordUntil(system.database.reader, account.id);
  if (until !== null && until <= system.clock.now())
    return refused(system, attempt, refuse('password_expired', { days: firstPasswordDays }));
  const { id, role, sites, mustChangePassword, hasSecondFactor } = account;
  return accept({ id, username, name: account.name, role, sites, mustChangePassword, hasSecondFactor });
}

/** Somebody has shown everything that their account asks for. */
export async function noteSignedIn(
  system: Pick<System, 'database' | 'clock' | 'log' | 'secrets'>,
  { id, username }: Pick<StaffMember, 'id' | 'username'>,
  { address, newDevice, by }: SignedInFrom,
): Promise<void> {
  await recordAudit(
    system,
    {
      actor: { kind: 'staff', id, address },
      action: 'staff.sign_in',
      subject: username,
      before: null,
      after: { ...(newDevice && { device: 'new' }), by },
      result: 'done',
    },
    (transaction) => noteSignIn(transaction, id, system.clock.now()),
  );
  system.log.info({ staff: id, newDevice, by }, 'signed in');
}

async function refused(
  system: System,
  { username, address, network }: SignInAttempt,
  refusal: Refusal,
): Promise<Refusal> {
  const code = refusedAs.find((one) => one === refusal.code) ?? 'sign_in_failed';
  await noteRefused(system, { username, address, network, code });
  return refusal;
}
