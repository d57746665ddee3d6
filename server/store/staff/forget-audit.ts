import type { Knex } from 'knex';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { Engine } from '../database.ts';

const least = 180 * dayLong;

/**
 * Deletes lines of the audit that were written before an instant (epoch ms). Never one of the last 180 days by the database's own clock: its
 * trigger refuses that, whatever clock we run on. Answers how many.
 */
export async function forgetAudit(connection: Knex, engine: Engine, before: number): Promise<number> {
  const now =
    engine === 'postgres'
      ? 'extract(epoch from now()) * 1000'
      : "cast(strftime('%s', 'now') as integer) * 1000";
  return connection('audit').where('at', '<', before).andWhereRaw(`at <= ${now} - ${least}`).delete();
}
