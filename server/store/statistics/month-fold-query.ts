import type { Knex } from 'knex';
import { foldForm } from '../../domain/queue/figures/day-fold.ts';

/** A month in which something happened in a hall. */
export interface StoredMonth {
  readonly site: string;
  /** 2026-11 */
  readonly month: string;
  /** how many days there are, and the sum of their versions */
  readonly days: number;
  readonly versions: number;
  /** every day of it is closed */
  readonly closed: boolean;
  /** as it is stored, JSON of a `HallFold`; null: to be put together from its days */
  readonly fold: string | null;
}

const monthOf = 'substr(day, 1, 7)';

/** The months of some sites between two months, both included, in order by site and month. Their folds are not read. */
export async function hallMonths(
  connection: Knex,
  sites: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Omit<StoredMonth, 'fold'>[]> {
  const rows = (await connection('hall_day')
    .whereIn('site', [...sites])
    .whereBetween('day', [`${from}-01`, `${to}-31`])
    .groupByRaw(`site, ${monthOf}`)
    .orderByRaw(`site, ${monthOf}`)
    .select('site')
    .select(connection.raw(`${monthOf} as month`))
    .count({ days: '*' })
    .sum({ versions: 'version' })
    .sum({ open: connection.raw(`case when state = 'closed' then 0 else 1 end`) })) as unknown as {
    site: string;
    month: string;
    days: number;
    versions: number;
    open: number;
  }[];
  return rows.map(({ site, month, days, versions, open }) => ({
    site,
    month,
    days: Number(days),
    versions: Number(versions),
    closed: Number(open) === 0,
  }));
}

/** Which of these months have a fold that is still right. */
export async function withFolds(
  connection: Knex,
  months: readonly Omit<StoredMonth, 'fold'>[],
): Promise<StoredMonth[]> {
  const rows = await connection('month_fold')
    .whereIn('site', [...new Set(months.map(({ site }) => site))])
    .whereIn('month', [...new Set(months.map(({ month }) => month))])
    .where({ form: foldForm })
    .select('site', 'month', 'days', 'versions', 'fold');
  const known = new Map(rows.map((row) => [`${row.site} ${row.month}`, row]));
  return months.map((month) => {
    const kept = known.get(`${month.site} ${month.month}`);
    const right = kept?.days === month.days && kept.versions === month.versions;
    return { ...month, fold: right ? kept.fold : null };
  });
}

/** Those of these months that have no fold, or one that is no longer right; no fold is read for it. */
export async function withoutFold<Month extends Omit<StoredMonth, 'fold'>>(
  connection: Knex,
  months: readonly Month[],
): Promise<Month[]> {
  const names = months.map(({ month }) => month).sort();
  const [first, last] = [names[0], names.at(-1)];
  if (first === undefined || last === undefined) return [];
  const rows = await connection('month_fold')
    .whereBetween('month', [first, last])
    .where({ form: foldForm })
    .select('site', 'month', 'days', 'versions');
  const known = new Set(
    rows.map(({ site, month, days, versions }) => `${site} ${month} ${days} ${versions}`),
  );
  return months.filter(
    ({ site, month, days, versions }) => !known.has(`${site} ${month} ${days} ${versions}`),
  );
}
