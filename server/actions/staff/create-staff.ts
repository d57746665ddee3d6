import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Role } from '../../domain/staff/permissions.ts';
import { isConflict } from '../../store/conflict.ts';
import { findAccount, insertAccount } from '../../store/staff/staff-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import { generatePassword, hashPassword } from './passwords.ts';

export interface NewStaff {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly sites: readonly string[];
  /** null: one is generated and must be changed at the first sign-in */
  readonly password: string | null;
  /** who creates it, for the audit */
  readonly actor: string;
}

/** Answers the password to hand over, once. Refuses with `invalid_input` when the user name is taken or not a name. */
export async function createStaff(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  wanted: NewStaff,
): Promise<Outcome<{ id: string; password: string }>> {
  const username = wanted.username.trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(username)) return refuse('invalid_input', { field: 'username' });
  const { writer } = system.database;
  if ((await findAccount(writer, { username })) !== null)
    return refuse('invalid_input', { field: 'username' });
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
      },
      system.clock.now(),
    );
  } catch (error) {
    if (isConflict(error)) return refuse('invalid_input', { field: 'username' });
    throw error;
  }
  await recordAudit(system, {
    actor: wanted.actor,
    address: null,
    action: 'staff.create',
    subject: username,
    before: null,
    after: { role, sites },
    result: 'done',
  });
  return accept({ id, password });
}
