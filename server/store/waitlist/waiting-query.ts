import type { Knex } from 'knex';
import { personKeys, type WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import { emptyWaitingList, putOnList, type WaitingList } from '../../domain/waitlist/wait-facts.ts';
import type { Engine } from '../database.ts';
import { inList, select } from '../select.ts';
import type { WaitlistEntryRow } from './waitlist-columns.ts';
import { entryOf } from './waitlist-rows.ts';

/** So many of a site are looked at together: the first in turn. */
const mostTogether = 1000;

/** What a batch must know of the list, in its transaction. */
export interface ListNeeded {
  /** sites (codes) at which something may be offered */
  readonly sites: readonly string[];
  /** ids of entries that commands name */
  readonly entries: readonly string[];
  /** who joins */
  readonly joining: readonly Pick<WaitEntry, 'enterprise' | 'contact'>[];
}

/** Whoever waits at some sites, those that are named, and what is offered to these people, or awaited by those who join, anywhere. */
export async function loadWaiting(
  connection: Knex,
  engine: Engine,
  needed: ListNeeded,
): Promise<WaitingList> {
  const list = emptyWaitingList();
  const rows = [
    ...(await waitingAt(connection, engine, needed.sites)),
    ...(await named(connection, engine, needed)),
  ];
  for (const row of rows) putOnList(list, entryOf(row));
  if (list.entries.size === 0 && needed.joining.length === 0) return list;
  const people = [...list.entries.values(), ...needed.joining];
  const elsewhere = await select<Pick<WaitlistEntryRow, 'id' | 'state' | 'credit_code' | 'contact_mobile'>>(
    connection,
    engine,
    `select id, state, credit_code, contact_mobile from waitlist_entry where state in ('waiting', 'offered') and (${inList(engine, 'credit_code')} or ${inList(engine, 'contact_mobile')})`,
    [
      JSON.stringify([...new Set(people.map(({ enterprise }) => enterprise.creditCode))]),
      JSON.stringify([...new Set(people.map(({ contact }) => contact.mobile))]),
    ],
  );
  for (const row of elsewhere) {
    if (list.entries.has(row.id)) continue;
    const person = { enterprise: { creditCode: row.credit_code }, contact: { mobile: row.contact_mobile } };
    for (const key of personKeys(person as WaitEntry)) {
      list.elsewhere.set(key, (list.elsewhere.get(key) ?? 0) + 1);
      if (row.state === 'offered') list.offered.add(key);
    }
  }
  return list;
}

/** Those that have an offer, which may have run out, and the first of those that wait. */
async function waitingAt(
  connection: Knex,
  engine: Engine,
  sites: readonly string[],
): Promise<readonly WaitlistEntryRow[]> {
  const rows: WaitlistEntryRow[] = [];
  for (const site of new Set(sites))
    rows.push(
      ...(await select<WaitlistEntryRow>(
        connection,
        engine,
        `select * from waitlist_entry where site = ? and state in ('waiting', 'offered')
         order by state, case when failed is null then 1 else 0 end, created_at, id limit ${mostTogether}`,
        [site],
      )),
    );
  return rows;
}

async function named(
  connection: Knex,
  engine: Engine,
  { entries }: ListNeeded,
): Promise<readonly WaitlistEntryRow[]> {
  if (entries.length === 0) return [];
  const sql = `select * from waitlist_entry where ${inList(engine, 'id')}`;
  return select<WaitlistEntryRow>(connection, engine, sql, [JSON.stringify(entries)]);
}

/** The entry of a secret page, by the hash of its token; null: there is none, or nothing names its person any more. */
export async function entryByToken(connection: Knex, tokenHash: string): Promise<WaitEntry | null> {
  const row = (await connection('waitlist_entry')
    .where({ token_hash: tokenHash })
    .whereNull('anonymised_at')
    .first()) as WaitlistEntryRow | undefined;
  return row === undefined ? null : entryOf(row);
}

/** Sites at which somebody waits. */
export async function sitesAwaited(connection: Knex): Promise<readonly string[]> {
  return connection('waitlist_entry').whereIn('state', ['waiting', 'offered']).distinct().pluck('site');
}

/** The entry (id) with which a booking waits for an earlier time, or with which its holder goes first; null: none waits. */
export async function waitOfBooking(connection: Knex, booking: string): Promise<string | null> {
  const row = await connection('waitlist_entry')
    .where((either) => either.where({ booking, kind: 'earlier' }).orWhere({ failed: booking }))
    .whereIn('state', ['waiting', 'offered'])
    .first('id');
  return row?.id ?? null;
}
