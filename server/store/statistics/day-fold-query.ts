import type { Knex } from 'knex';
import { type DayFold, foldForm } from '../../domain/queue/figures/day-fold.ts';

/** A day on which something happened in a hall, with its fold when that is known and still right. */
export interface HallDay {
  readonly site: string;
  /** local date */
  readonly day: string;
  /** number of its events */
  readonly version: number;
  readonly closed: boolean;
  /** null: to be folded from the events */
  readonly fold: DayFold | null;
}

/** The days of some sites between two local dates, both included, in order. */
export async function hallDays(
  connection: Knex,
  sites: readonly string[],
  from: string,
  to: string,
): Promise<HallDay[]> {
  const rows = (await connection('hall_day as h')
    .leftJoin('day_fold as f', (join) => {
      join.on('f.site', 'h.site').andOn('f.day', 'h.day').andOn('f.version', 'h.version');
      join.andOnVal('f.form', foldForm);
    })
    .whereIn('h.site', [...sites])
    .whereBetween('h.day', [from, to])
    .orderBy(['h.day', 'h.site'])
    .select('h.site', 'h.day', 'h.version', 'h.state', 'f.fold')) as {
    site: string;
    day: string;
    version: number;
    state: string;
    fold: string | null;
  }[];
  return rows.map(({ site, day, version, state, fold }) => ({
    site,
    day,
    version,
    closed: state === 'closed',
    fold: fold === null ? null : (JSON.parse(fold) as DayFold),
  }));
}
