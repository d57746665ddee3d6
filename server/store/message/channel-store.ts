import type { Knex } from 'knex';
import type { SiteChannel } from './channel-query.ts';
import { releaseRefused } from './outbox-store.ts';

/** Connects a channel to a site, or changes the one of that kind; what it has refused so far goes out again. `now` in epoch milliseconds. */
export async function saveChannel(
  connection: Knex,
  channel: Omit<SiteChannel, 'shared'> & Partial<SiteChannel>,
  now: number,
): Promise<void> {
  const { site, kind, secrets, active, shared = false } = channel;
  // one account of a kind is for all
  if (shared) await connection('channel').where({ kind }).whereNot({ site }).update({ shared: false });
  const row = {
    site,
    kind,
    secrets,
    active,
    shared,
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
