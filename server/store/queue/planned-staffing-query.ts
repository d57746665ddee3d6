import type { Knex } from 'knex';

/** Counters by the half hour's beginning (minutes after midnight). */
export type PlannedDay = ReadonlyMap<number, number>;

/** What is planned at a site, by weekday (1 = Monday); of a weekday that is not in it nothing is. */
export async function plannedStaffing(
  connection: Knex,
  site: string,
): Promise<ReadonlyMap<number, PlannedDay>> {
  const rows = await connection('planned_staffing')
    .where({ site })
    .orderBy('weekday')
    .orderBy('from_minute')
    .select('weekday', 'from_minute', 'counters');
  const found = new Map<number, Map<number, number>>();
  for (const { weekday, from_minute: from, counters } of rows) {
    const day = found.get(weekday) ?? new Map<number, number>();
    found.set(weekday, day.set(from, counters));
  }
  return found;
}
