import type { Knex } from 'knex';
import { foldForm, type HallFold } from '../../domain/queue/figures/day-fold.ts';
import type { StoredMonth } from './month-fold-query.ts';

/** Keeps what the events of a closed day fold into, at the version of the day that was folded. */
export async function keepFold(
  connection: Knex,
  { site, day, version }: { readonly site: string; readonly day: string; readonly version: number },
  fold: HallFold,
): Promise<void> {
  await connection('day_fold')
    .insert({ site, day, version, form: foldForm, fold: JSON.stringify(fold) })
    .onConflict(['site', 'day'])
    .merge();
}

/** Keeps what the days of a month are together. */
export async function keepMonth(
  connection: Knex,
  { site, month, days, versions }: Omit<StoredMonth, 'fold' | 'closed'>,
  fold: HallFold,
): Promise<void> {
  await connection('month_fold')
    .insert({ site, month, days, versions, form: foldForm, fold: JSON.stringify(fold) })
    .onConflict(['site', 'month'])
    .merge();
}

/** Forgets every fold and count; the next reader makes them anew. */
export async function forgetFolds(connection: Knex): Promise<void> {
  await connection('day_fold').delete();
  await connection('month_fold').delete();
  await connection('day_tally').delete();
}
