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

/** The messages by which the office says that a visit cannot be as it was booked. */
const ofTheOffice = ['moved_by_office', 'cancelled_by_office', 'times_offered'];

/** How the holders of bookings were told of what was done at an instant (by id; epoch ms); of each channel the last. */
export async function toldSince(
  connection: Knex,
  settled: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly ToldBy[]>> {
  const told = new Map<string, Map<ChannelKind, ToldBy>>();
  const ids = [...settled.keys()];
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await connection('outbox')
      .whereIn('booking', ids.slice(from, from + 500))
      .whereIn('template', ofTheOffice)
      .orderBy(['created_at', 'id'])
      .select('booking', 'channel', 'state', 'created_at');
    for (const { booking, channel, state, created_at: at } of rows) {
      const id = String(booking);
      if (Number(at) < (settled.get(id) ?? 0)) continue;
      const its = told.get(id) ?? new Map<ChannelKind, ToldBy>();
      its.set(channel, { channel, state });
      told.set(id, its);
    }
  }
  return new Map([...told].map(([id, its]) => [id, [...its.values()]]));
}
