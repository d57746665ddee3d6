import type { Knex } from 'knex';
import type { Role, StaffMember } from '../../domain/staff/permissions.ts';

interface StaffRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly sites: string;
  readonly must_change_password: boolean | number;
  readonly active: boolean | number;
  readonly revision: number;
}

export interface FoundStaff {
  readonly member: StaffMember;
  readonly active: boolean;
  /** grows when the password changes */
  readonly revision: number;
}

export async function staffById(connection: Knex, id: string): Promise<FoundStaff | null> {
  const columns = ['id', 'username', 'name', 'role', 'sites', 'must_change_password', 'active', 'revision'];
  const row = (await connection('staff')
    .where({ id })
    .first(...columns)) as StaffRow | undefined;
  if (row === undefined) return null;
  const { username, name } = row;
  const member = {
    id,
    username,
    name,
    role: row.role as Role,
    sites: JSON.parse(row.sites) as string[],
    mustChangePassword: Boolean(row.must_change_password),
  };
  return { member, active: Boolean(row.active), revision: row.revision };
}
