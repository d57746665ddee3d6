import type { Knex } from 'knex';
import { dayLong } from '../../domain/calendar/durations.ts';
import { countedBy } from '../../domain/waitlist/joining-limits.ts';
import { isWaiting, personKeys, type WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import { emptyWaitingList, putOnList, type WaitingList } from '../../domain/waitlist/wait-facts.ts';
import type { Engine } from '../database.ts';
import { inList, select } from '../select.ts';
import type { WaitlistEntryRow } from './waitlist-columns.ts';
import { entryOf, originOf } from './waitlist-rows.ts';

/** So many of a site are looked at together: the first in turn. */
const mostTogether = 1000;

/** What a batch must know of the list, in its transaction. */
export interface ListNeeded {
  /** sites (codes) at which something may be offered */
  readonly sites: readonly string[];
  /** ids of entries that commands name */
  readonly entries: readonly string[];
  /** who joins */
  readonly joining: readonly WaitEntry[];
  /** epoch ms */
  readonly now: number;
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
  for (const row of await alsoWaiting(connection, engine, list, needed)) {
    if (list.entries.has(row.id)) continue;
    const person = {
      enterprise: { creditCode: row.credit_code },
      contact: { mobile: row.contact_mobile, email: row.contact_email },
      ...{ origin: originOf(row), state: row.state, createdAt: Number(row.created_at) },
    };
    for (const key of countedBy(person, needed.now))
      list.elsewhere.set(key, (list.elsewhere.get(key) ?? 0) + 1);
    if (row.state === 'offered') for (const key of personKeys(person)) list.offered.add(key);
  }
  return list;
}

const counted = [
  ...(['id', 'state', 'credit_code', 'contact_mobile', 'contact_email'] as const),
  ...(['network', 'browser', 'proven', 'created_at'] as const),
] as const;
type CountedRow = Pick<WaitlistEntryRow, (typeof counted)[number]>;

/** Entries of the same people, and those that count against whoever joins. */
function alsoWaiting(
  connection: Knex,
  engine: Engine,
  list: WaitingList,
  { joining, now }: ListNeeded,
): Promise<CountedRow[]> {
  const people = [...[...list.entries.values()].filter(isWaiting), ...joining];
  const within = (column: string) => inList(engine, column);
  const listOf = (of: (entry: WaitEntry) => string | null | undefined, all: readonly WaitEntry[]) =>
    JSON.stringify([...new Set(all.map(of).filter((one) => one != null))]);
  return select<CountedRow>(
    connection,
    engine,
    `select ${counted.join(', ')} from waitlist_entry where (state in ('waiting', 'offered') and (${within('credit_code')}
     or ${within('contact_mobile')} or ${within('lower(contact_email)')} or ${within('browser')} or ${within('network')}))
     or (created_at > ? and ${within('network')})`,
    [
      listOf(({ enterprise }) => enterprise.creditCode, people),
      listOf(({ contact }) => contact.mobile, people),
      listOf(({ contact }) => contact.email?.toLowerCase(), joining),
      listOf(({ origin }) => origin?.browser, joining),
      listOf(({ origin }) => origin?.network, joining),
      now - dayLong,
      listOf(({ origin }) => origin?.network, joining),
    ],
  );
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
  const row = await connection('waitlist_entry')
    .where({ token_hash: tokenHash })
    .whereNull('anonymised_at')
    .first();
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
