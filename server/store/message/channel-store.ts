import type { Knex } from 'knex';
import type { OrderedKind } from '../../domain/message/channel-order.ts';
import type { SiteChannel } from './channel-query.ts';
import { releaseRefused } from './outbox-store.ts';

/** Connects a channel to a site, or changes the one of that kind; what it has refused so far goes out again. `now` in epoch milliseconds. */
export async function saveChannel(
  connection: Knex,
  channel: Omit<SiteChannel, 'shared' | 'price'> & Partial<SiteChannel>,
  now: number,
): Promise<void> {
  const { site, kind, secrets, active, shared = false, price = 0 } = channel;
  // one account of a kind is for all
  if (shared) await connection('channel').where({ kind }).whereNot({ site }).update({ shared: false });
  const row = {
    site,
    kind,
    secrets,
    active,
    shared,
    price,
    settings: JSON.stringify(channel.settings),
    updated_at: now,
  };
  await connection('channel').insert(row).onConflict(['site', 'kind']).merge();
  if (active) await releaseRefused(connection, shared ? { kind } : { kind, site }, now);
}

/** Takes a channel away together with its secret. What still waits for it will be kept. False: there was none. */
export async function removeChannel(
  connection: Knex,
  { site, kind }: Pick<SiteChannel, 'site' | 'kind'>,
): Promise<boolean> {
  return (await connection('channel').where({ site, kind }).delete()) > 0;
}

/** In which order a site tries its channels. */
export async function saveChannelOrder(
  connection: Knex,
  site: string,
  kinds: readonly OrderedKind[],
  now: number,
): Promise<void> {
  const row = { site, kinds: JSON.stringify(kinds), updated_at: now };
  await connection('channel_order').insert(row).onConflict('site').merge();
}
