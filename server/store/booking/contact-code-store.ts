import type { Knex } from 'knex';
import type { AskedCode, CodeAsker } from '../../domain/booking/code-limits.ts';
import type { Engine } from '../database.ts';
import { type ActiveChannels, activeChannelsOf, activeChannelsRead } from '../message/channel-query.ts';
import { readTogether } from '../read-together.ts';

/** A code on its way to somebody's contact, which is kept as a keyed mark. */
export interface SentCode {
  readonly id: string;
  readonly site: string;
  readonly channel: 'sms' | 'mail';
  readonly contact: string;
  /** epoch ms */
  readonly sentAt: number;
}

export async function addCode(
  connection: Knex,
  { sentAt, ...code }: SentCode,
  { mark, kind }: CodeAsker,
): Promise<void> {
  await connection('contact_code').insert({
    ...{ ...code, sent_at: sentAt, tries: 0 },
    ...{ asker: mark, asker_kind: kind },
  });
}

/** Those that were sent to a contact since an instant (epoch ms). */
export async function codesSince(connection: Knex, contact: string, since: number): Promise<AskedCode[]> {
  const rows = await connection('contact_code')
    .where({ contact })
    .andWhere('sent_at', '>', since)
    .select('asker', 'asker_kind', 'sent_at');
  return rows.map((row) => ({ asker: { kind: row.asker_kind, mark: row.asker }, sentAt: row.sent_at }));
}

/** Counts one more try; null: there is no such code, or it has had them all. */
export async function tryCode(connection: Knex, id: string, most: number): Promise<SentCode | null> {
  const tried = await connection('contact_code')
    .where({ id })
    .andWhere('tries', '<', most)
    .update({ tries: connection.raw('tries + 1') });
  if (tried === 0) return null;
  const row = await connection('contact_code').where({ id }).first();
  if (row === undefined) return null;
  const { site, channel, contact } = row;
  return { id, site, channel, contact, sentAt: row.sent_at };
}

/** It has been entered: it serves nobody again. */
export async function dropCode(connection: Knex, id: string): Promise<void> {
  await connection('contact_code').where({ id }).delete();
}

/** By site, what is connected besides mail. */
export async function connectedChannels(connection: Knex, engine: Engine): Promise<ActiveChannels> {
  const { channels } = await readTogether(connection, engine, { channels: activeChannelsRead(engine) });
  return activeChannelsOf(channels);
}
