import type { Knex } from 'knex';

export interface RatingCount {
  readonly site: string;
  /** local date of the visit */
  readonly day: string;
  /** 1…5 */
  readonly score: number;
  readonly count: number;
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
