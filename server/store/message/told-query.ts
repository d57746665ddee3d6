import type { Knex } from 'knex';
import type { ChannelKind, OutboxState } from '../../domain/message/message.ts';

/** How somebody was told, and what has become of it. */
export interface ToldBy {
  readonly channel: ChannelKind;
  readonly state: OutboxState;
}

/** How the holders of bookings (their ids) were told last that they can choose another time. */
export async function toldOfTimes(
  connection: Knex,
  bookings: readonly string[],
): Promise<ReadonlyMap<string, readonly ToldBy[]>> {
  const told = new Map<string, Map<ChannelKind, ToldBy>>();
  for (let at = 0; at < bookings.length; at += 500) {
    const rows = await connection('outbox')
      .whereIn('booking', bookings.slice(at, at + 500))
      .andWhere({ template: 'times_offered' })
      .orderBy(['created_at', 'id'])
      .select('booking', 'channel', 'state');
    for (const { booking, channel, state } of rows) {
      const its = told.get(String(booking)) ?? new Map<ChannelKind, ToldBy>();
      its.set(channel, { channel, state });
      told.set(String(booking), its);
    }
  }
  return new Map([...told].map(([booking, its]) => [booking, [...its.values()]]));
}
