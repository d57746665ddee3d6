import type { Knex } from 'knex';
import { type DayFold, foldForm } from '../../domain/queue/figures/day-fold.ts';

/** Keeps what the events of a closed day fold into, at the version of the day that was folded. */
export async function keepFold(
  connection: Knex,
  { site, day, version }: { readonly site: string; readonly day: string; readonly version: number },
  fold: DayFold,
): Promise<void> {
  await connection('day_fold')
    .insert({ site, day, version, form: foldForm, fold: JSON.stringify(fold) })
    .onConflict(['site', 'day'])
    .merge();
}

/** Forgets every fold; the next reader folds the events anew. */
export async function forgetFolds(connection: Knex): Promise<void> {
  await connection('day_fold').delete();
}
