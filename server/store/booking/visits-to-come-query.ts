import type { Knex } from 'knex';

/** How many confirmed visits a site has to come, and what is another as soon as one of them is. */
export interface VisitsMark {
  readonly count: number;
  readonly mark: string;
}

/** Of each of these sites that has any, in one question; `now` in epoch ms. */
export async function visitMarks(
  connection: Knex,
  sites: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, VisitsMark>> {
  const rows = (await toCome(connection, sites, now)
    .groupBy('site')
    .select('site')
    .count({ count: '*' })
    .max({ latest: 'updated_at' })
    .sum({ starts: 'starts_at', moves: 'sequence' })) as unknown as Record<
    'site' | 'count' | 'latest' | 'starts' | 'moves',
    string
  >[];
  return new Map(
    rows.map(({ site, count, latest, starts, moves }) => [
      site,
      { count: Number(count), mark: [count, latest, starts, moves].join(' ') },
    ]),
  );
}

/** The confirmed visits to come of some sites. Written out, because SQLite matches an index of some rows to words, not to parameters. */
export function toCome(connection: Knex, sites: readonly string[], now: number): Knex.QueryBuilder {
  return connection('booking')
    .whereIn('booking.site', [...sites])
    .whereRaw(`booking.state = 'confirmed'`)
    .where('booking.starts_at', '>=', now);
}

/** So many rows are read in one piece. */
const piece = 500;

/** Sites whose visits are read together, or one whose visits take more than one piece. */
export function readTogether(
  counts: readonly { readonly site: string; readonly count: number }[],
): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let room = 0;
  for (const { site, count } of counts) {
    if (count > room) {
      groups.push([]);
      room = piece;
    }
    groups.at(-1)?.push(site);
    room -= count;
  }
  return groups;
}

interface VisitRow {
  readonly id: string;
  readonly starts_at: number;
}

/**
 * Rows about the visits to come of a few sites, a piece at a time. `ask` makes the question for those from an instant on; only where it is about
 * one site there can be more than a piece, which follow by time.
 */
export async function* visitRows<Row extends VisitRow>(
  sites: readonly string[],
  now: number,
  ask: (from: number) => Knex.QueryBuilder,
): AsyncGenerator<readonly Row[]> {
  let from = now;
  let after = '';
  for (;;) {
    const query = ask(from);
    if (sites.length === 1) query.orderBy(['booking.starts_at', 'booking.id']).limit(piece);
    if (after !== '') query.whereRaw('(booking.starts_at > ? or booking.id > ?)', [from, after]);
    const rows = (await query) as Row[];
    yield rows;
    const last = rows.at(-1);
    if (sites.length > 1 || rows.length < piece || last === undefined) return;
    from = Number(last.starts_at);
    after = last.id;
  }
}
