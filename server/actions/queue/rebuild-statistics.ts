import { forgetFolds } from '../../store/statistics/day-fold-store.ts';
import type { System } from '../system.ts';
import { foldedDays } from './day-statistics.ts';

/** Throws every kept fold away and folds the events of all days of all sites anew. Answers how many days that were. */
export async function rebuildStatistics(system: Pick<System, 'database' | 'catalogue'>): Promise<number> {
  const { sites } = await system.catalogue();
  await forgetFolds(system.database.writer);
  // one site after another: what is held at once is one site's
  let days = 0;
  for (const site of sites.values()) days += (await foldedDays(system, [site], '', '9999-12-31')).length;
  return days;
}
