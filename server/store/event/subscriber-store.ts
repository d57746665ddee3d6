import type { Knex } from 'knex';
import type { EventSubscriber } from './subscriber-query.ts';

export async function addSubscriber(connection: Knex, one: EventSubscriber): Promise<void> {
  const { id, name, site, url, secret, createdAt, endedAt } = one;
  const row = { id, name, site, url, secret, created_at: createdAt, ended_at: endedAt };
  await connection('event_subscriber').insert({ ...row, events: JSON.stringify(one.events) });
}

/** It is told nothing more, and what it was not told yet is dropped with its secret. False: there is none, or it has ended before. */
export async function endSubscriber(connection: Knex, id: string, now: number): Promise<boolean> {
  const ended = await connection('event_subscriber')
    .where({ id })
    .whereNull('ended_at')
    .update({ ended_at: now, secret: '' });
  if (ended === 0) return false;
  await connection('event_delivery').where({ subscriber: id, state: 'queued' }).delete();
  return true;
}
