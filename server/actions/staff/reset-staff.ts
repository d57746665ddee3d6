import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { firstPasswordUntil } from '../../domain/staff/first-password.ts';
import { mayManage } from '../../domain/staff/manage-rules.ts';
import { endPassword } from '../../store/staff/first-password-store.ts';
import { dropPasskeys } from '../../store/staff/passkey-store.ts';
import { revokeSession, revokeSessions } from '../../store/staff/session-store.ts';
import { findAccount, type StoredAccount, setPassword } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { removeSecondFactor } from './enrol-second-factor.ts';
import { forgive, forgiveAccount } from './failures.ts';
import { generatePassword, hashPassword } from './passwords.ts';

type Parts = Pick<System, 'config' | 'database' | 'clock' | 'secrets'>;

/** Somebody's account, and who wants to do what with it. */
export interface OfStaff {
  readonly actor: StaffActor | { readonly kind: 'system'; readonly address: string | null };
  readonly id: string;
}

/** A new generated password, to be shown once and changed at the first sign-in; passkeys go, every session ends and a lock is lifted. Refuses with not_found and not_permitted. */
export async function resetPassword(
  system: Parts,
  of: OfStaff,
): Promise<Outcome<{ readonly password: string }>> {
  const account = await manageable(system, of);
  if (!account.ok) return account;
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  // whoever knew the old one may have made a passkey, which needs no password
  await system.database.writer.transaction(async (transaction) => {
    await setPassword(transaction, of.id, passwordHash, true);
    await endPassword(transaction, of.id, firstPasswordUntil(system.clock.now()));
    await dropPasskeys(transaction, of.id, null);
  });
  await revokeSessions(system.database.writer, of.id, null);
  await forgiveAccount(system, account.value.username);
  await tell(system, of, account.value, 'staff.reset_password');
  return accept({ password });
}

/** Lifts the lock after failures. Refuses with not_found and not_permitted. */
export async function unlockStaff(system: Parts, of: OfStaff): Promise<Outcome<null>> {
  const account = await manageable(system, of);
  if (!account.ok) return account;
  await forgiveAccount(system, account.value.username);
  await forgive(system, `factor:${of.id}`);
  await tell(system, of, account.value, 'staff.unlock');
  return accept(null);
}

/** For somebody who has lost the authenticator and the recovery codes; passkeys go, too. Refuses with not_found and not_permitted. */
export async function resetSecondFactor(system: Parts, of: OfStaff): Promise<Outcome<null>> {
  const account = await manageable(system, of);
  if (!account.ok) return account;
  const { actor } = of;
  await system.database.writer.transaction((transaction) => dropPasskeys(transaction, of.id, null));
  await removeSecondFactor(system, { staff: account.value, actor });
  await revokeSessions(system.database.writer, of.id, null);
  return accept(null);
}

/** Ends one session, or all (null) but `except`; one's own too. Refuses with not_found and not_permitted. */
export async function endSessions(
  system: Parts,
  of: OfStaff,
  session: { readonly id: string } | { readonly except: string | null },
): Promise<Outcome<null>> {
  const account = await manageable(system, of, true);
  if (!account.ok) return account;
  const { writer } = system.database;
  if ('id' in session) {
    if (!(await revokeSession(writer, of.id, session.id))) return refuse('not_found');
  } else await revokeSessions(writer, of.id, session.except);
  await tell(system, of, account.value, 'staff.end_sessions');
  return accept(null);
}

async function manageable(
  { database }: Parts,
  { actor, id }: OfStaff,
  own = false,
): Promise<Outcome<StoredAccount>> {
  const account = await findAccount(database.writer, { id });
  if (account === null) return refuse('not_found');
  const may = actor.kind === 'system' || mayManage(actor, account) || (own && actor.id === id);
  return may ? accept(account) : refuse('not_permitted');
}

async function tell(
  system: Parts,
  { actor }: OfStaff,
  account: StoredAccount,
  action: string,
): Promise<void> {
  await recordAudit(system, {
    actor,
    action,
    subject: account.username,
    before: null,
    after: null,
    result: 'done',
  });
}
