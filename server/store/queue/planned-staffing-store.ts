import type { Knex } from 'knex';
import type { PlannedDay } from './planned-staffing-query.ts';

/** Puts a weekday's plan in the place of the one that was stored. */
export async function replacePlannedDay(
  connection: Knex,
  site: string,
  weekday: number,
  planned: PlannedDay,
): Promise<void> {
  await connection('planned_staffing').where({ site, weekday }).delete();
  const rows = [...planned].map(([from, counters]) => ({ site, weekday, from_minute: from, counters }));
  if (rows.length > 0) await connection('planned_staffing').insert(rows);
}
