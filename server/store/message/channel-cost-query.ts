import type { Knex } from 'knex';
import type { ChannelKind } from '../../domain/message/message.ts';

/** What one channel of a site has sent in a month. */
export interface MonthCost {
  readonly site: string;
  readonly channel: ChannelKind;
  readonly messages: number;
  /** thousandths of a yuan */
  readonly cost: number;
}

/** Of a month, by site and channel. `sites` empty: of all. */
export async function costsOf(
  connection: Knex,
  month: string,
  sites: readonly string[],
): Promise<readonly MonthCost[]> {
  const query = connection('channel_cost').where({ month }).orderBy(['site', 'channel']);
  if (sites.length > 0) query.whereIn('site', [...sites]);
  return (await query).map(({ site, channel, messages, cost }) => ({
    site,
    channel,
    messages: Number(messages),
    cost: Number(cost),
  }));
}
