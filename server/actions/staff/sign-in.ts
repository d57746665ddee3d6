import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { countFailures, findAccount, forgetFailures, insertFailures } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { generatePassword, hashPassword, passwordMatches } from './passwords.ts';

const lockAfter = 5;
const lockFor = 15 * 60_000;

/** The hash of a password that nobody has, so that an unknown name takes as long as a wrong password. */
let nobody: Promise<string> | null = null;

export interface SignInAttempt {
  readonly username: string;
  readonly password: string;
  readonly address: string;
}

/** Refuses with `locked_out` (5 failures in 15 minutes, per account and per address) and `sign_in_failed`, which says no more than that. */
export async function signIn(system: System, attempt: SignInAttempt): Promise<Outcome<StaffMember>> {
  const { writer } = system.database;
  const now = system.clock.now();
  const username = attempt.username.trim().toLowerCase();
  const subjects = [`name:${username}`, `address:${attempt.address}`];
  for (const subject of subjects) {
    const most = subject.startsWith('name:') ? lockAfter : lockAfter * 4;
    if ((await countFailures(writer, subject, now - lockFor)) >= most)
      return refused(system, attempt, 'locked_out');
  }
  const account = await findAccount(writer, { username });
  nobody ??= hashPassword(generatePassword());
  const matches = await passwordMatches(account?.passwordHash ?? (await nobody), attempt.password);
  if (account === null || !matches || !account.active) {
    await insertFailures(
      writer,
      subjects.map((subject) => ({ id: system.secrets.newId(), subject, at: now })),
    );
    return refused(system, attempt, 'sign_in_failed');
  }
  await forgetFailures(writer, `name:${username}`);
  await recordAudit(system, {
    actor: `staff:${account.id}`,
    address: attempt.address,
    action: 'staff.sign_in',
    subject: account.username,
    before: null,
    after: null,
    result: 'done',
  });
  const { id, name, role, sites, mustChangePassword } = account;
  return accept({ id, username: account.username, name, role, sites, mustChangePassword });
}

async function refused(
  system: System,
  { username, address }: SignInAttempt,
  code: 'locked_out' | 'sign_in_failed',
): Promise<Outcome<StaffMember>> {
  await recordAudit(system, {
    actor: 'nobody',
    address,
    action: 'staff.sign_in',
    subject: username.slice(0, 60),
    before: null,
    after: null,
    result: code,
  });
  return refuse(code, { minutes: lockFor / 60_000 });
}
