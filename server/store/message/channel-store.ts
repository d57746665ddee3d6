import type { Knex } from 'knex';
import type { SiteChannel } from './channel-query.ts';

/** Connects a channel to a site, or changes the one of that kind. `now` in epoch milliseconds. */
export async function saveChannel(connection: Knex, channel: SiteChannel, now: number): Promise<void> {
  const { site, kind, secrets, active } = channel;
  const row = { site, kind, secrets, active, settings: JSON.stringify(channel.settings), updated_at: now };
  await connection('channel').insert(row).onConflict(['site', 'kind']).merge();
}
