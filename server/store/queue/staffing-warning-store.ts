import type { Knex } from 'knex';
import type { StaffingWarning } from '../../domain/queue/planning/staffing-warning.ts';

interface DayOfSite {
  readonly site: string;
  /** local date */
  readonly day: string;
}

/** Keeps why a day's planned counters will not do; `toldAt`: epoch ms of telling it now, null: it is not told now. */
export async function keepStaffingWarning(
  connection: Knex,
  { site, day }: DayOfSite,
  found: readonly StaffingWarning[],
  toldAt: number | null,
): Promise<void> {
  const facts = { found: JSON.stringify(found), stands: true };
  const told = toldAt === null ? {} : { told: facts.found, told_at: toldAt };
  const changed = await connection('staffing_warning')
    .where({ site, day })
    .update({ ...facts, ...told });
  if (changed === 0)
    await connection('staffing_warning').insert({ site, day, told: null, told_at: null, ...facts, ...told });
}

/** The planned counters of a day will do, or it has none any more. */
export async function forgetStaffingWarning(connection: Knex, { site, day }: DayOfSite): Promise<void> {
  await connection('staffing_warning').where({ site, day }).delete();
}

/** Withdraws what was said of days whose plan has changed, until they are looked at anew. */
export async function withdrawStaffingWarnings(
  connection: Knex,
  site: string,
  days: readonly string[],
): Promise<void> {
  await connection('staffing_warning')
    .where({ site })
    .whereIn('day', [...days])
    .update({ stands: false });
}
