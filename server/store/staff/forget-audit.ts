import type { Knex } from 'knex';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { Engine } from '../database.ts';
import { lockScopes } from '../lock-scopes.ts';
import { select } from '../select.ts';
import { chainDay, chainDayStart, chainScope, forgetLinks } from './audit-chain-store.ts';

const least = 180 * dayLong;

/**
 * Deletes the days of the audit that ended before an instant (epoch ms) and their links; the heads stay. Nothing of the last 180 days by the
 * database's own clock: its trigger refuses that, whatever clock we run on. Answers how many lines.
 */
export function forgetAudit(connection: Knex, engine: Engine, before: number): Promise<number> {
  return connection.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [chainScope]);
    const day = chainDay(Math.min(before, (await databaseNow(transaction, engine)) - least));
    const gone = await transaction('audit').where('at', '<', chainDayStart(day)).delete();
    await forgetLinks(transaction, day);
    return gone;
  });
}

/** Epoch ms, whole seconds. */
async function databaseNow(transaction: Knex.Transaction, engine: Engine): Promise<number> {
  const now = engine === 'postgres' ? 'extract(epoch from now())' : "cast(strftime('%s', 'now') as integer)";
  const [row] = await select<{ now: number }>(transaction, engine, `select ${now} as now`, []);
  return Number(row?.now ?? 0) * 1000;
}
