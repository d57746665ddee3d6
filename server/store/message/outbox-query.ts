import type { Knex } from 'knex';
import type { Cursor } from '../../domain/cursor.ts';
import type { OutboxState, Parameters } from '../../domain/message/message.ts';
import { usualReminders } from '../../domain/message/reminder-kinds.ts';
import { isForSecond, parameter } from '../../domain/message/visit-snapshot.ts';
import type { BookingRow } from '../booking/booking-columns.ts';
import type { Database } from '../database.ts';
import { idsInOrder } from '../ids-in-order.ts';
import { about, countedUpTo, isLong, longPage } from '../large-list.ts';
import type { OutboxRow } from './message-columns.ts';
import { type OutboxPage, outboxInOrder, outboxPage } from './outbox-page.ts';
import { outboxColumns, type StoredMessage, storedMessageOf } from './outbox-row.ts';

export type { StoredMessage } from './outbox-row.ts';

/** What messages can be sorted by; all but the time follow the alphabet of the codes. */
export const outboxOrders = ['time', 'template', 'site', 'channel', 'state'] as const;
export type OutboxOrder = (typeof outboxOrders)[number];

export interface OutboxSearch {
  readonly state: OutboxState | null;
  /** part of an address or number, or a booking's reference; empty: any */
  readonly text: string;
  /** codes of sites; empty: all */
  readonly sites: readonly string[];
  /** null or none: the newest first */
  readonly sort?: { readonly by: OutboxOrder; readonly falling: boolean } | null;
  /** from 1 */
  readonly page: number;
  readonly perPage: number;
  /** where to go on in a long list; null or none: at its beginning */
  readonly cursor?: Cursor | null;
  /** ids that this very search has found, which are read by them alone; none: any */
  readonly among?: readonly string[];
}

/** The rows of the outbox that a search is for. */
export function outboxMatching(
  connection: Knex,
  { state, text, sites, among }: Pick<OutboxSearch, 'state' | 'text' | 'sites' | 'among'>,
): Knex.QueryBuilder {
  const query = connection('outbox');
  if (among !== undefined) return query.whereIn('id', [...among]);
  if (state !== null) query.where({ state });
  if (sites.length > 0) query.whereIn('site', [...sites]);
  if (text !== '') {
    const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.whereRaw(`(lower(recipient) like ? escape '\\' or lower(parameters) like ? escape '\\')`, [
      pattern,
      `%["reference","${pattern.slice(1, -1)}"]%`,
    ]);
  }
  return query;
}

/** Messages of the outbox in the order that was asked for; a long list of them by time, from the cursor on. */
export async function searchOutbox(
  { office, engine }: Pick<Database, 'office' | 'engine'>,
  search: OutboxSearch,
): Promise<OutboxPage> {
  const wanted = () => outboxMatching(office, search);
  if (search.among !== undefined || !(await isLong(office, wanted()))) return outboxPage(wanted, search);
  const { state, text, sites, sort, cursor = null, perPage } = search;
  const { rows, before, after } = await longPage<OutboxRow>(office, {
    table: 'outbox',
    wanted: () => inTime(outboxMatching(office, { ...search, state: null, sites: [] }), engine, search),
    columns: ['created_at', 'sequence', 'id'],
    falling: sort?.by !== 'time' || sort.falling,
    cursor,
    perPage,
  });
  const whole = state === null && text === '' && sites.length === 0;
  const many = await about(office, engine, { table: 'outbox', query: wanted(), whole });
  return { messages: rows.map(storedMessageOf), total: countedUpTo, long: { before, after, about: many } };
}

/**
 * The messages of a long list, for whoever reads them in the order of time until there is a page. SQLite would take the index of states, or of
 * several sites, and sort a million; a plus keeps it from that.
 */
function inTime(
  query: Knex.QueryBuilder,
  engine: Database['engine'],
  { state, sites }: Pick<OutboxSearch, 'state' | 'sites'>,
): Knex.QueryBuilder {
  const plus = engine === 'sqlite' ? '+' : '';
  if (state !== null) query.whereRaw(`${plus}state = ?`, [state]);
  const [only] = sites;
  if (sites.length === 1 && only !== undefined) query.where({ site: only });
  if (sites.length > 1) query.whereRaw(`${plus}site in (${sites.map(() => '?').join(', ')})`, [...sites]);
  return query.select(...outboxColumns);
}

/** The ids of the first `perPage` of these messages, in their order. */
export async function outboxIds(connection: Knex, search: OutboxSearch): Promise<string[]> {
  const query = outboxInOrder(outboxMatching(connection, search), search.sort);
  return idsInOrder(connection, query, { most: search.perPage });
}

export async function findMessage(connection: Knex, id: string): Promise<StoredMessage | null> {
  const row = (await connection('outbox')
    .where({ id })
    .first(...outboxColumns)) as OutboxRow | undefined;
  return row === undefined ? null : storedMessageOf(row);
}

/**
 * Whether a reminder still says the truth: the visit is as it was booked or last moved, its holder is reached there, has not asked for
 * silence, and is not reminded by a later one anyway. `now` in epoch ms: a visit that has begun needs none.
 */
export async function isReminderCurrent(
  connection: Knex,
  reminder: StoredMessage,
  now: number,
): Promise<boolean> {
  if (reminder.booking === null) return false;
  const booking = (await connection('booking')
    .where({ id: reminder.booking })
    .first(
      ...(['state', 'sequence', 'starts_at', 'reminders'] as const),
      ...(['contact_email', 'contact_mobile', 'second_email', 'second_mobile'] as const),
    )) as ReachRow | undefined;
  if (booking === undefined || booking.state !== 'confirmed' || booking.sequence !== reminder.sequence)
    return false;
  if (booking.starts_at <= now) return false;
  if (!isReached(booking, reminder)) return false;
  const kind = parameter(reminder.parameters, 'remind');
  const kinds: readonly string[] =
    booking.reminders === null ? usualReminders : JSON.parse(booking.reminders);
  if (kind !== null && !kinds.includes(kind)) return false;
  if (await isRepeated(connection, reminder, kind)) return false;
  const silenced = await connection('message_opt_out')
    .where({ booking: reminder.booking, template: 'reminder' })
    .first('at');
  return silenced === undefined;
}

/** A later one reminds of the same at the same time: of two that were written at one instant, that of the higher id. */
async function isRepeated(
  connection: Knex,
  { id, createdAt, booking, template, recipient, sequence }: StoredMessage,
  kind: string | null,
): Promise<boolean> {
  const others = await connection('outbox')
    .where({ booking, template, recipient, sequence })
    .andWhere('created_at', '>=', createdAt)
    .select('id', 'created_at', 'parameters');
  return others.some(
    (other) =>
      (other.created_at > createdAt || other.id > id) &&
      parameter(JSON.parse(other.parameters) as Parameters, 'remind') === kind,
  );
}

type ReachRow = Pick<
  BookingRow,
  | 'state'
  | 'sequence'
  | 'starts_at'
  | 'reminders'
  | 'contact_email'
  | 'contact_mobile'
  | 'second_email'
  | 'second_mobile'
>;

/** Whether the booking still wants to be told of where the message goes. */
function isReached(
  booking: Pick<ReachRow, 'contact_email' | 'contact_mobile' | 'second_email' | 'second_mobile'>,
  message: StoredMessage,
): boolean {
  const { contact_email, contact_mobile, second_email, second_mobile } = booking;
  const own = message.channel === 'mail' ? contact_email : contact_mobile;
  const second = message.channel === 'mail' ? second_email : second_mobile;
  return message.recipient === (isForSecond(message) ? second : own);
}

/** Whether whom the holder has named besides is still to be told: they may have asked not to be, while the message waited. */
export async function isSecondCurrent(connection: Knex, message: StoredMessage): Promise<boolean> {
  const booking = await connection('booking')
    .where({ id: message.booking ?? '' })
    .first('contact_email', 'contact_mobile', 'second_email', 'second_mobile');
  return booking !== undefined && isReached(booking, message);
}
