import type { Knex } from 'knex';
import type { RatingCaseRow } from './queue-columns.ts';

/** A visit that was rated with one of the two lowest; instants in epoch ms. */
export interface RatingCase {
  readonly ticket: string;
  readonly site: string;
  /** local date of the visit */
  readonly day: string;
  readonly number: string;
  readonly booking: string | null;
  readonly score: 1 | 2;
  readonly openedAt: number;
  readonly dueAt: number;
  /** null: the visitor has not said */
  readonly wantsContact: boolean | null;
  /** an e-mail address or a mobile number */
  readonly contact: string | null;
  readonly words: string | null;
  readonly answeredAt: number | null;
  readonly answer: string | null;
}

/** Cases of some sites; open ones first, and of these the one that is due first. */
export async function ratingCases(connection: Knex, sites: readonly string[]): Promise<RatingCase[]> {
  const rows: Row[] = await cases(connection)
    .whereIn('c.site', [...sites])
    .orderByRaw('case when c.answered_at is null then 0 else 1 end')
    .orderBy(['c.due_at', 'c.ticket']);
  return rows.map(caseOf);
}

/** null: the visit has none, or its end was taken back. */
export async function ratingCase(connection: Knex, ticket: string): Promise<RatingCase | null> {
  const [row]: Row[] = await cases(connection).where('c.ticket', ticket);
  return row === undefined ? null : caseOf(row);
}

/** How many cases of some sites are open past their deadline at `now` (epoch ms). */
export async function overdueRatingCases(
  connection: Knex,
  sites: readonly string[],
  now: number,
): Promise<number> {
  const open = await ratingCases(connection, sites);
  return open.filter(({ answeredAt, dueAt }) => answeredAt === null && dueAt < now).length;
}

type Row = RatingCaseRow & {
  readonly day: string;
  readonly number: string;
  readonly booking: string | null;
  readonly score: 1 | 2;
};

function cases(connection: Knex): Knex.QueryBuilder {
  return (
    connection('rating_case as c')
      .join('rating as r', 'r.ticket', 'c.ticket')
      .join('ticket as t', 't.id', 'c.ticket')
      // an end that was taken back takes its rating along until there is one again
      .where('t.state', 'done')
      .select('c.*', 'r.score', 't.day', 't.number', 't.booking')
  );
}

function caseOf(row: Row): RatingCase {
  const { ticket, site, day, number, booking, score, contact, words, answer } = row;
  return {
    ticket,
    site,
    day,
    number,
    booking,
    score,
    contact,
    words,
    answer,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    wantsContact: row.wants_contact === null ? null : Boolean(row.wants_contact),
    answeredAt: row.answered_at,
  };
}
