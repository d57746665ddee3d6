import type { Knex } from 'knex';

export interface RatingCount {
  readonly site: string;
  /** local date of the visit */
  readonly day: string;
  /** 1…5 */
  readonly score: number;
  readonly count: number;
}

export interface CaseCount {
  readonly site: string;
  /** local date of the visit */
  readonly day: string;
  /** epoch ms */
  readonly due: number;
  /** epoch ms; null: open */
  readonly answered: number | null;
}

/** The cases of low ratings of visits of some sites and days (local dates, both included). */
export async function lowRatings(
  connection: Knex,
  sites: readonly string[],
  from: string,
  to: string,
): Promise<CaseCount[]> {
  return (await connection('rating_case as c')
    .join('ticket as t', 't.id', 'c.ticket')
    .whereIn('t.site', [...sites])
    .where('t.state', 'done')
    .whereBetween('t.day', [from, to])
    .select('t.site as site', 't.day as day', 'c.due_at as due', 'c.answered_at as answered')) as CaseCount[];
}

/** How often each score was given to visits of some sites and days (local dates, both included). */
export async function ratingCounts(
  connection: Knex,
  sites: readonly string[],
  from: string,
  to: string,
): Promise<RatingCount[]> {
  const rows = (await connection('rating')
    .join('ticket', 'ticket.id', 'rating.ticket')
    .whereIn('ticket.site', [...sites])
    // an end that was taken back takes its rating along until there is one again
    .where('ticket.state', 'done')
    .whereBetween('ticket.day', [from, to])
    .groupBy('ticket.site', 'ticket.day', 'rating.score')
    .select('ticket.site as site', 'ticket.day as day', 'rating.score as score')
    .count({ count: '*' })) as unknown as RatingCount[];
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
