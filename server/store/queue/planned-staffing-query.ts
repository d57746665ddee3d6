import type { Knex } from 'knex';

/** Counters by the half hour's beginning (minutes after midnight). */
export type PlannedDay = ReadonlyMap<number, number>;

/** By weekday (1 = Monday); of a weekday that is not in it nothing is planned. */
export type PlannedWeek = ReadonlyMap<number, PlannedDay>;

const nothing: PlannedWeek = new Map();

/** What is planned at a site. */
export async function plannedStaffing(connection: Knex, site: string): Promise<PlannedWeek> {
  return (await plannedStaffingOf(connection, [site])).get(site) ?? nothing;
}

/** What is planned at each of several sites; where nothing is, none. */
export async function plannedStaffingOf(
  connection: Knex,
  sites: readonly string[],
): Promise<ReadonlyMap<string, PlannedWeek>> {
  const rows = await connection('planned_staffing')
    .whereIn('site', [...sites])
    .orderBy(['site', 'weekday', 'from_minute'])
    .select('site', 'weekday', 'from_minute', 'counters');
  const found = new Map<string, Map<number, Map<number, number>>>();
  for (const { site, weekday, from_minute: from, counters } of rows) {
    const week = found.get(site) ?? new Map<number, Map<number, number>>();
    const day = week.get(weekday) ?? new Map<number, number>();
    found.set(site, week.set(weekday, day.set(from, counters)));
  }
  return found;
}
