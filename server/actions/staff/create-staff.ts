import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor, StaffActor } from '../../domain/staff/actor.ts';
import { firstPasswordUntil } from '../../domain/staff/first-password.ts';
import { badgePattern, mayManage } from '../../domain/staff/manage-rules.ts';
import { everySite, type Role } from '../../domain/staff/permissions.ts';
import { isConflict } from '../../store/conflict.ts';
import { endPassword } from '../../store/staff/first-password-store.ts';
import { findAccount, insertAccount } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { generatePassword, hashPassword } from './passwords.ts';

export interface NewStaff {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly sites: readonly string[];
  /** null: one is generated, works for a week and must be changed at the first sign-in */
  readonly password: string | null;
  /** the number on the badge */
  readonly badge?: string | null;
  /** where they are told what happens to the account */
  readonly mail?: string | null;
  /** who creates it, for the audit */
  readonly actor: Actor;
}

/** Answers the password to hand over, once. Refuses with `username_taken` when the user name is taken or not a name. */
export async function createStaff(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  wanted: NewStaff,
): Promise<Outcome<{ id: string; password: string }>> {
  const username = wanted.username.trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(username)) return refuse('username_taken', { field: 'username' });
  const { writer } = system.database;
  if ((await findAccount(writer, { username })) !== null)
    return refuse('username_taken', { field: 'username' });
  const password = wanted.password ?? generatePassword();
  const id = system.secrets.newId();
  const { name, role, sites } = wanted;
  try {
    const passwordHash = await hashPassword(password);
    await insertAccount(
      writer,
      {
        id,
        username,
        name,
        role,
        sites,
        passwordHash,
        mustChangePassword: wanted.password === null,
        active: true,
        badge: wanted.badge ?? null,
        mail: wanted.mail ?? null,
      },
      system.clock.now(),
    );
    if (wanted.password === null) await endPassword(writer, id, firstPasswordUntil(system.clock.now()));
  } catch (error) {
    if (isConflict(error)) return refuse('username_taken', { field: 'username' });
    throw error;
  }
  await recordAudit(system, {
    actor: wanted.actor,
    action: 'staff.create',
    subject: username,
    before: null,
    after: { name, role, sites },
    result: 'done',
  });
  return accept({ id, password });
}

/** A member of staff makes an account, with a generated password. Refuses with not_permitted, unknown_site, invalid_input (the name) and username_taken. */
export async function createAccount(
  system: Pick<System, 'catalogue' | 'database' | 'secrets' | 'clock'>,
  actor: StaffActor,
  wanted: Pick<NewStaff, 'username' | 'name' | 'role' | 'sites' | 'badge' | 'mail'>,
): Promise<Outcome<{ id: string; password: string }>> {
  const { sites } = await system.catalogue();
  const strange = wanted.sites.find((site) => site !== everySite && !sites.has(site));
  if (strange !== undefined) return refuse('unknown_site', { site: strange });
  if (!mayManage(actor, wanted)) return refuse('not_permitted');
  const name = wanted.name.trim();
  if (name === '' || name.length > 60) return refuse('invalid_input', { field: 'name' });
  if (wanted.badge != null && !badgePattern.test(wanted.badge))
    return refuse('invalid_input', { field: 'badge' });
  return createStaff(system, { ...wanted, name, password: null, actor });
}
