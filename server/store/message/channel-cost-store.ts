import type { Knex } from 'knex';
import type { ChannelKind } from '../../domain/message/message.ts';

/** What accepting a message has cost, in thousandths of a yuan, in a month "2026-11" of its site. */
export interface Charge {
  readonly month: string;
  readonly price: number;
}

export async function addCharge(
  connection: Knex,
  { site, channel }: { readonly site: string; readonly channel: ChannelKind },
  { month, price }: Charge,
): Promise<void> {
  await connection('channel_cost')
    .insert({ site, channel, month, messages: 1, cost: price })
    .onConflict(['site', 'channel', 'month'])
    .merge({
      messages: connection.raw('channel_cost.messages + 1'),
      cost: connection.raw('channel_cost.cost + excluded.cost'),
    });
}
