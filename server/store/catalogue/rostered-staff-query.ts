import type { Knex } from 'knex';
import { mayWorkAt, type Role } from '../../domain/staff/permissions.ts';

/** Of the accounts that stand in the rosters of these sites those that are not closed, with where they work. */
export async function rosteredStaff(
  connection: Knex,
  sites: readonly string[],
): Promise<ReadonlyMap<string, (site: string) => boolean>> {
  const named = (table: 'roster_shift' | 'roster_change', column: 'staff' | 'partner') =>
    connection(table).select(column).whereIn('site', sites).whereNotNull(column);
  const rows = (await connection('staff')
    .select('id', 'role', 'sites')
    .where({ active: true })
    .where((any) =>
      any
        .whereIn('id', named('roster_shift', 'staff'))
        .orWhereIn('id', named('roster_change', 'staff'))
        .orWhereIn('id', named('roster_change', 'partner')),
    )) as readonly { readonly id: string; readonly role: Role; readonly sites: string }[];
  return new Map(
    rows.map(({ id, role, sites: at }) => {
      const works = { role, sites: JSON.parse(at) as string[] };
      return [id, (site) => mayWorkAt(works, site)];
    }),
  );
}

/** Codes of the sites in whose roster an account stands. */
export async function rostersWith(connection: Knex, staff: string): Promise<readonly string[]> {
  const shifts = await connection('roster_shift').distinct('site').where({ staff });
  const changes = await connection('roster_change')
    .distinct('site')
    .where({ staff })
    .orWhere({ partner: staff });
  return [...new Set([...shifts, ...changes].map(({ site }) => site))];
}
