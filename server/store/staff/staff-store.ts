import type { Knex } from 'knex';
import type { Role, StaffMember } from '../../domain/staff/permissions.ts';
import { countPasskeys } from './staff-query.ts';

export interface StaffAccount extends StaffMember {
  readonly passwordHash: string;
  readonly active: boolean;
  /** null: none is told */
  readonly badge: string | null;
  /** where they are told what happens to the account; null: nowhere */
  readonly mail: string | null;
}

/** An account as it is stored, with what only signing in needs to know. */
export interface StoredAccount extends StaffAccount {
  /** an authenticator application, a passkey, or both */
  readonly hasSecondFactor: boolean;
  readonly hasAuthenticator: boolean;
  readonly revision: number;
  readonly version: number;
}

interface StaffRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly password_hash: string;
  readonly role: string;
  readonly sites: string;
  readonly must_change_password: boolean | number;
  readonly active: boolean | number;
  readonly totp_secret: string | null;
  readonly badge: string | null;
  readonly mail: string | null;
  readonly revision: number;
  readonly version: number;
  readonly passkeys: number | string;
}

function accountOf(row: StaffRow): StoredAccount {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    passwordHash: row.password_hash,
    role: row.role as Role,
    sites: JSON.parse(row.sites) as string[],
    mustChangePassword: Boolean(row.must_change_password),
    active: Boolean(row.active),
    badge: row.badge,
    mail: row.mail,
    hasSecondFactor: row.totp_secret !== null || Number(row.passkeys) > 0,
    hasAuthenticator: row.totp_secret !== null,
    revision: row.revision,
    version: row.version,
  };
}

export async function findAccount(
  connection: Knex,
  by: { readonly id: string } | { readonly username: string },
): Promise<StoredAccount | null> {
  const row = (await connection('staff').where(by).first('staff.*', countPasskeys(connection))) as
    | StaffRow
    | undefined;
  return row === undefined ? null : accountOf(row);
}

export async function countAdministrators(connection: Knex): Promise<number> {
  const row = await connection('staff')
    .where({ role: 'administrator', active: true })
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}

/** Throws the engine's conflict when the user name is taken. */
export async function insertAccount(connection: Knex, account: StaffAccount, now: number): Promise<void> {
  await connection('staff').insert({
    id: account.id,
    username: account.username,
    name: account.name,
    password_hash: account.passwordHash,
    role: account.role,
    sites: JSON.stringify(account.sites),
    must_change_password: account.mustChangePassword,
    active: account.active,
    badge: account.badge,
    mail: account.mail,
    created_at: now,
  });
}

export async function setPassword(
  connection: Knex,
  id: string,
  passwordHash: string,
  mustChange: boolean,
): Promise<void> {
  await connection('staff')
    .where({ id })
    .update({
      password_hash: passwordHash,
      must_change_password: mustChange,
      revision: connection.raw('revision + 1'),
    });
}

/** Writes what the form of an account can change; its version grows. False: somebody has changed it since `version` was read. */
export async function updateAccount(
  connection: Knex,
  id: string,
  version: number,
  change: Pick<StaffAccount, 'name' | 'role' | 'sites' | 'active' | 'badge' | 'mail'>,
): Promise<boolean> {
  const { name, role, sites, active, badge, mail } = change;
  const updated = await connection('staff')
    .where({ id, version })
    .update({ name, role, active, badge, mail, sites: JSON.stringify(sites), version: version + 1 });
  return updated === 1;
}

export async function noteSignIn(connection: Knex, id: string, at: number): Promise<void> {
  await connection('staff').where({ id }).update({ last_signed_in_at: at });
}

export async function insertFailures(
  connection: Knex,
  failures: readonly { id: string; subject: string; account: string; at: number }[],
): Promise<void> {
  await connection('sign_in_failure').insert([...failures]);
}

export async function forgetFailures(connection: Knex, subject: string): Promise<void> {
  await connection('sign_in_failure').where({ subject }).delete();
}

/** Failures with a user name, whatever they are counted of; those of a second step are left. */
export async function forgetFailuresOf(connection: Knex, account: string): Promise<void> {
  await connection('sign_in_failure').where({ account }).whereNot('subject', 'like', 'factor:%').delete();
}
