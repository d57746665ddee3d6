import type { Knex } from 'knex';
import { type SiteChannelKind, siteChannelKinds } from '../../domain/message/message.ts';
import { idsInOrder } from '../ids-in-order.ts';
import { type OutboxPage, outboxInOrder, outboxPage } from './outbox-page.ts';

/** What that can be sorted by; all but the time follow the alphabet of the codes. */
export const channelLogOrders = ['time', 'template', 'channel', 'state'] as const;

export interface ChannelLogSearch {
  readonly site: string;
  /** null: by any of its channels */
  readonly kind: SiteChannelKind | null;
  /** null: the newest first */
  readonly sort: { readonly by: (typeof channelLogOrders)[number]; readonly falling: boolean } | null;
  /** from 1 */
  readonly page: number;
  readonly perPage: number;
  /** ids that this very search has found, which are read by them alone; none: any */
  readonly among?: readonly string[];
}

/** What a site's own channels were given to deliver. */
export async function channelLog(connection: Knex, search: ChannelLogSearch): Promise<OutboxPage> {
  return outboxPage(() => logged(connection, search), search);
}

/** The ids of the first `perPage` of these messages, in their order. */
export async function channelLogIds(connection: Knex, search: ChannelLogSearch): Promise<string[]> {
  const query = outboxInOrder(logged(connection, search), search.sort);
  return idsInOrder(connection, query, { most: search.perPage });
}

function logged(connection: Knex, { site, kind, among }: ChannelLogSearch): Knex.QueryBuilder {
  if (among !== undefined) return connection('outbox').whereIn('id', [...among]);
  return (
    connection('outbox')
      .where({ site })
      .whereIn('channel', kind === null ? [...siteChannelKinds] : [kind])
      // reminders of the days to come have not been anybody's yet
      .andWhere((begun) => begun.whereNot({ state: 'queued' }).orWhere('attempts', '>', 0))
  );
}

/** How the messages of one of a site's channels stand. */
export interface ChannelFigures {
  readonly sent: number;
  readonly dead: number;
  /** due now, or to be tried again */
  readonly waiting: number;
  /** epoch ms; null: it never was */
  readonly lastSent: number | null;
}

/** By channel; one that has had nothing to do is not there. `now` in epoch milliseconds. */
export async function channelFigures(
  connection: Knex,
  site: string,
  now: number,
): Promise<ReadonlyMap<SiteChannelKind, ChannelFigures>> {
  const count = (when: string, bound: readonly number[] = []): Knex.Raw =>
    connection.raw(`count(case when ${when} then 1 end)`, [...bound]);
  const rows = (await connection('outbox')
    .where({ site })
    .whereIn('channel', [...siteChannelKinds])
    .groupBy('channel')
    .select({
      channel: 'channel',
      sent: count("state = 'sent'"),
      dead: count("state = 'dead'"),
      waiting: count("state = 'sending' or (state = 'queued' and (due_at <= ? or attempts > 0))", [now]),
    })
    .max({ last_sent: 'sent_at' })) as {
    channel: SiteChannelKind;
    sent: number;
    dead: number;
    waiting: number;
    last_sent: number | null;
  }[];
  return new Map(
    rows.map(({ channel, sent, dead, waiting, last_sent: last }) => [
      channel,
      {
        sent: Number(sent),
        dead: Number(dead),
        waiting: Number(waiting),
        lastSent: last === null ? null : Number(last),
      },
    ]),
  );
}
