import type { Knex } from 'knex';
import type { Role, StaffMember } from '../../domain/staff/permissions.ts';

export interface StaffAccount extends StaffMember {
  readonly passwordHash: string;
  readonly active: boolean;
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
}

function accountOf(row: StaffRow): StaffAccount {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    passwordHash: row.password_hash,
    role: row.role as Role,
    sites: JSON.parse(row.sites) as string[],
    mustChangePassword: Boolean(row.must_change_password),
    active: Boolean(row.active),
  };
}

export async function findAccount(
  connection: Knex,
  by: { readonly id: string } | { readonly username: string },
): Promise<StaffAccount | null> {
  const row = (await connection('staff').where(by).first()) as StaffRow | undefined;
  return row === undefined ? null : accountOf(row);
}

export async function countAdministrators(connection: Knex): Promise<number> {
  const row = (await connection('staff')
    .where({ role: 'administrator', active: true })
    .count({ n: '*' })
    .first()) as { n: number | string } | undefined;
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

/** Failures of a subject ("name:…", "address:…") since an instant. */
export async function countFailures(connection: Knex, subject: string, since: number): Promise<number> {
  const row = (await connection('sign_in_failure')
    .where({ subject })
    .andWhere('at', '>', since)
    .count({ n: '*' })
    .first()) as { n: number | string } | undefined;
  return Number(row?.n ?? 0);
}

export async function insertFailures(
  connection: Knex,
  failures: readonly { id: string; subject: string; at: number }[],
): Promise<void> {
  await connection('sign_in_failure').insert([...failures]);
}

export async function forgetFailures(connection: Knex, subject: string): Promise<void> {
  await connection('sign_in_failure').where({ subject }).delete();
}
