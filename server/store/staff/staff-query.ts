import type { Knex } from 'knex';
import { everySite, mayWorkAt, type Role, type StaffMember } from '../../domain/staff/permissions.ts';

interface StaffRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly sites: string;
  readonly must_change_password: boolean | number;
  readonly active: boolean | number;
  readonly revision: number;
  readonly version: number;
  readonly totp_secret: string | null;
  readonly last_signed_in_at: number | null;
  readonly badge: string | null;
  readonly mail: string | null;
  readonly passkeys: number | string;
}

export interface FoundStaff {
  readonly member: StaffMember;
  readonly active: boolean;
  /** grows when the password or the second factor changes */
  readonly revision: number;
  /** grows when the account is edited */
  readonly version: number;
  /** an authenticator application, a passkey, or both */
  readonly hasSecondFactor: boolean;
  readonly hasAuthenticator: boolean;
  readonly passkeys: number;
  /** epoch ms */
  readonly lastSignedInAt: number | null;
  readonly badge: string | null;
  /** where they are told what happens to the account; null: nowhere */
  readonly mail: string | null;
}

const columns = [
  'id',
  'username',
  'name',
  'role',
  'sites',
  'must_change_password',
  'active',
  'revision',
  'version',
  'totp_secret',
  'last_signed_in_at',
  'badge',
  'mail',
] as const;

/** Column `passkeys`: how many the account of each row has. */
export function countPasskeys(connection: Knex): Knex.Raw {
  return connection.raw('(select count(*) from passkey where passkey.staff = staff.id) as passkeys');
}

export async function staffById(connection: Knex, id: string): Promise<FoundStaff | null> {
  const row = (await connection('staff')
    .where({ id })
    .first(...columns, countPasskeys(connection))) as StaffRow | undefined;
  return row === undefined ? null : foundOf(row);
}

/** Every account: active ones first, then by user name. */
export async function listStaff(connection: Knex): Promise<FoundStaff[]> {
  const rows = await connection('staff')
    .select<StaffRow[]>(...columns, countPasskeys(connection))
    .orderBy([{ column: 'active', order: 'desc' }, 'username']);
  return rows.map(foundOf);
}

/** Active accounts of the people who work at a site, by name; administrators and auditors are of no site. */
export async function staffAt(connection: Knex, site: string): Promise<StaffMember[]> {
  const rows = await connection('staff')
    .select<StaffRow[]>(...columns, countPasskeys(connection))
    .where({ active: true })
    .whereIn('role', ['counter', 'manager'])
    // narrows only: "_" in a code stands for any letter
    .where((either) => either.whereLike('sites', `%"${site}"%`).orWhereLike('sites', `%"${everySite}"%`))
    .orderBy(['name', 'username']);
  return rows.map((row) => foundOf(row).member).filter((member) => mayWorkAt(member, site));
}

/** Names of those accounts that exist, by id. */
export async function staffNames(
  connection: Knex,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await connection('staff')
    .whereIn('id', [...new Set(ids)])
    .select('id', 'name', 'username');
  return new Map(
    rows.map(({ id, name, username }) => [id, name === username ? name : `${name} (${username})`]),
  );
}

/** Numbers on the badges of those of the accounts that have one, by id. */
export async function badgesOf(
  connection: Knex,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await connection('staff')
    .whereIn('id', [...ids])
    .whereNotNull('badge')
    .select('id', 'badge');
  return new Map(rows.map(({ id, badge }) => [id, badge ?? '']));
}

/** Ids of accounts in whose name or user name a text occurs. */
export async function staffNamed(connection: Knex, text: string): Promise<string[]> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = (await connection('staff')
    .whereRaw(`(lower(username) like ? escape '\\' or lower(name) like ? escape '\\')`, [pattern, pattern])
    .select('id')) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** How many recovery codes are left. */
export async function recoveryCodesLeft(connection: Knex, staff: string): Promise<number> {
  const row = (await connection('recovery_code').where({ staff }).count({ n: '*' }).first()) as
    | { n: number | string }
    | undefined;
  return Number(row?.n ?? 0);
}

function foundOf(row: StaffRow): FoundStaff {
  return {
    member: {
      id: row.id,
      username: row.username,
      name: row.name,
      role: row.role as Role,
      sites: JSON.parse(row.sites) as string[],
      mustChangePassword: Boolean(row.must_change_password),
    },
    active: Boolean(row.active),
    revision: row.revision,
    version: row.version,
    hasSecondFactor: row.totp_secret !== null || Number(row.passkeys) > 0,
    hasAuthenticator: row.totp_secret !== null,
    passkeys: Number(row.passkeys),
    lastSignedInAt: row.last_signed_in_at,
    badge: row.badge,
    mail: row.mail,
  };
}
