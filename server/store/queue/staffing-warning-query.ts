import type { Knex } from 'knex';
import type { StaffingWarning } from '../../domain/queue/planning/staffing-warning.ts';

export interface KnownWarning {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly found: readonly StaffingWarning[];
  /** false: another plan was saved, and is still to be looked at */
  readonly stands: boolean;
  /** as it was told last; none: nobody was */
  readonly told: readonly StaffingWarning[];
}

/** What is known of days whose planned counters will not do, of some sites from a local date on, by date and site. */
export async function staffingWarnings(
  connection: Knex,
  sites: readonly string[],
  from: string,
): Promise<readonly KnownWarning[]> {
  const rows = await connection('staffing_warning')
    .whereIn('site', [...sites])
    .andWhere('day', '>=', from)
    .orderBy(['day', 'site'])
    .select('site', 'day', 'found', 'stands', 'told');
  return rows.map(({ site, day, found, stands, told }) => ({
    site,
    day,
    found: JSON.parse(found) as readonly StaffingWarning[],
    stands: Boolean(stands),
    told: told === null ? [] : (JSON.parse(told) as readonly StaffingWarning[]),
  }));
}
