import type { Knex } from 'knex';
import type { WaitEntry, WaitState } from '../../domain/waitlist/wait-entry.ts';
import type { WaitlistEntryRow } from './waitlist-columns.ts';
import { entryOf } from './waitlist-rows.ts';

const mostShown = 2000;

/** Those who wait at some sites, or have waited, while they still have a name; who is to be served first comes first. */
export async function entriesOf(
  connection: Knex,
  sites: readonly string[],
  states: readonly WaitState[],
): Promise<WaitEntry[]> {
  const rows = (await connection('waitlist_entry')
    .whereIn('site', [...sites])
    .whereIn('state', [...states])
    .whereNull('anonymised_at')
    .orderByRaw('case when failed is null then 1 else 0 end, created_at, id')
    .limit(mostShown)) as WaitlistEntryRow[];
  return rows.map(entryOf);
}

/** The entry with an id; null: there is none, or nothing names its person any more. */
export async function entryById(connection: Knex, id: string): Promise<WaitEntry | null> {
  const row = (await connection('waitlist_entry').where({ id }).whereNull('anonymised_at').first()) as
    | WaitlistEntryRow
    | undefined;
  return row === undefined ? null : entryOf(row);
}

/** How many wait at each site. */
export async function waitersBySite(connection: Knex): Promise<ReadonlyMap<string, number>> {
  const rows = (await connection('waitlist_entry')
    .whereIn('state', ['waiting', 'offered'])
    .groupBy('site')
    .select('site')
    .count({ waiting: '*' })) as { site: string; waiting: number | string }[];
  return new Map(rows.map(({ site, waiting }) => [site, Number(waiting)]));
}

export interface WaitCount {
  readonly site: string;
  readonly joined: number;
  /** were offered a place, once or more */
  readonly offered: number;
  readonly accepted: number;
}

/** Of those who joined the lists of some sites between two instants (epoch ms, the second excluded): how many were offered a place, and took one. */
export async function waitCounts(
  connection: Knex,
  sites: readonly string[],
  from: number,
  to: number,
): Promise<WaitCount[]> {
  const rows = (await connection('waitlist_entry')
    .whereIn('site', [...sites])
    .where('created_at', '>=', from)
    .andWhere('created_at', '<', to)
    .groupBy('site')
    .select('site')
    .count({ joined: '*' })
    .sum({
      offered: connection.raw('case when offers > 0 then 1 else 0 end'),
      accepted: connection.raw(`case when state = 'accepted' then 1 else 0 end`),
    })) as unknown as WaitCount[];
  return rows.map(({ site, joined, offered, accepted }) => ({
    site,
    joined: Number(joined),
    offered: Number(offered),
    accepted: Number(accepted),
  }));
}
