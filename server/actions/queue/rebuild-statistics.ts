import { forgetFolds } from '../../store/statistics/day-fold-store.ts';
import { forgetRecords } from '../../store/statistics/recorded-day-store.ts';
import type { System } from '../system.ts';
import { foldedDays } from './day-statistics.ts';
import { recordDays } from './record-days.ts';

/** Throws every kept fold away and folds the events of all days of all sites anew. Answers how many days that were. */
export async function rebuildStatistics(
  system: Pick<System, 'database' | 'catalogue' | 'clock'>,
): Promise<number> {
  const { sites } = await system.catalogue();
  await forgetFolds(system.database.writer);
  await forgetRecords(system.database.writer);
  let days = 0;
  for (const site of sites.values())
    for await (const _day of foldedDays(system, [site], '', '9999-12-31')) days += 1;
  while ((await recordDays(system)) > 0);
  return days;
}
