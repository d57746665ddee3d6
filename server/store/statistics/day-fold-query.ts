import type { Knex } from 'knex';
import { foldForm } from '../../domain/queue/figures/day-fold.ts';

/** A day on which something happened in a hall, with its fold when that is known and still right. */
export interface StoredHallDay {
  readonly site: string;
  /** local date */
  readonly day: string;
  /** number of its events */
  readonly version: number;
  readonly closed: boolean;
  /** as it is stored, JSON of a `HallFold`; null: to be folded from the events */
  readonly fold: string | null;
}

/** Where reading goes on. */
export interface AfterDay {
  readonly day: string;
  readonly site: string;
}

/**
 * The next days of some sites between two local dates, both included, in order by date and site: at most `limit` of those after `after`
 * (null: from the first). Folds are long: whoever wants many reads them in several goes.
 */
export async function hallDays(
  connection: Knex,
  sites: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
  after: AfterDay | null,
  limit: number,
): Promise<StoredHallDay[]> {
  const query = connection('hall_day as h')
    .leftJoin('day_fold as f', (join) => {
      join.on('f.site', 'h.site').andOn('f.day', 'h.day').andOn('f.version', 'h.version');
      join.andOnVal('f.form', foldForm);
    })
    .whereIn('h.site', [...sites])
    .whereBetween('h.day', [after?.day ?? from, to])
    .orderBy(['h.day', 'h.site'])
    .limit(limit)
    .select('h.site', 'h.day', 'h.version', 'h.state', 'f.fold');
  if (after !== null) void query.andWhereRaw('(h.day, h.site) > (?, ?)', [after.day, after.site]);
  const rows = (await query) as {
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
    fold,
  }));
}

export interface DayToFold {
  readonly site: string;
  /** local date */
  readonly day: string;
  readonly version: number;
}

/** Closed days of any site from a local date on whose fold is missing, or was made of other events or in another way; the last first. */
export async function unfoldedDays(connection: Knex, from: string, limit: number): Promise<DayToFold[]> {
  return connection('hall_day as h')
    .leftJoin('day_fold as f', (join) => {
      join.on('f.site', 'h.site').andOn('f.day', 'h.day').andOn('f.version', 'h.version');
      join.andOnVal('f.form', foldForm);
    })
    .where('h.state', 'closed')
    .andWhere('h.day', '>=', from)
    .whereNull('f.day')
    .orderBy('h.day', 'desc')
    .limit(limit)
    .select('h.site', 'h.day', 'h.version');
}
