import type { Knex } from 'knex';
import type { OutboxState } from '../../domain/message/message.ts';
import type { OutboxRow } from './message-columns.ts';
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
}

export interface OutboxPage {
  readonly messages: readonly StoredMessage[];
  readonly total: number;
}

/** The rows of the outbox that a search is for. */
export function outboxMatching(
  connection: Knex,
  { state, text, sites }: Pick<OutboxSearch, 'state' | 'text' | 'sites'>,
): Knex.QueryBuilder {
  const query = connection('outbox');
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

/** Messages of the outbox in the order that was asked for. */
export async function searchOutbox(
  connection: Knex,
  { state, text, sites, sort, page, perPage }: OutboxSearch,
): Promise<OutboxPage> {
  const wanted = () => outboxMatching(connection, { state, text, sites });
  const counted = (await wanted().count({ total: '*' }).first()) as { total: number } | undefined;
  const { by, falling } = sort ?? { by: 'time', falling: true };
  const rows = (await wanted()
    .select(...outboxColumns)
    .orderBy([
      { column: by === 'time' ? 'created_at' : by, order: falling ? 'desc' : 'asc' },
      { column: 'created_at', order: 'desc' },
      { column: 'sequence', order: 'desc' },
      { column: 'id', order: 'asc' },
    ])
    .offset((page - 1) * perPage)
    .limit(perPage)) as OutboxRow[];
  return { messages: rows.map(storedMessageOf), total: Number(counted?.total ?? 0) };
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
    .first('state', 'sequence', 'starts_at', 'contact_email', 'contact_mobile')) as
    | {
        state: string;
        sequence: number;
        starts_at: number;
        contact_email: string | null;
        contact_mobile: string;
      }
    | undefined;
  if (booking === undefined || booking.state !== 'confirmed' || booking.sequence !== reminder.sequence)
    return false;
  if (booking.starts_at <= now) return false;
  if (reminder.recipient !== (reminder.channel === 'mail' ? booking.contact_email : booking.contact_mobile))
    return false;
  const { booking: id, template, channel, recipient, sequence } = reminder;
  const later = await connection('outbox')
    .where({ booking: id, template, channel, recipient, sequence })
    .andWhere('created_at', '>', reminder.createdAt)
    .first('id');
  if (later !== undefined) return false;
  const silenced = await connection('message_opt_out')
    .where({ booking: reminder.booking, template: 'reminder' })
    .first('at');
  return silenced === undefined;
}
