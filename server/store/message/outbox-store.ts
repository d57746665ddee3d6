import type { Knex } from 'knex';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { ChannelKind, Message } from '../../domain/message/message.ts';
import { giveUpAfter } from '../../domain/message/retry.ts';
import type { WriteSet } from '../write-set.ts';
import { type OutboxSearch, outboxMatching } from './outbox-query.ts';

export interface WritingMessages {
  readonly newId: () => string;
  /** epoch ms */
  readonly now: number;
  /** who delivers them at once, by itself; until (epoch ms) nobody else touches them. Absent: whoever is free */
  readonly lease?: { readonly owner: string; readonly until: number };
}

/** Puts messages into the outbox, in the transaction of what they tell. */
export function writeMessages(
  writes: WriteSet,
  messages: readonly Message[],
  { newId, now, lease }: WritingMessages,
): void {
  const taken =
    lease === undefined
      ? ({ state: 'queued', attempts: 0, lease_owner: null, lease_until: null } as const)
      : ({
          state: 'sending',
          attempts: 1,
          lease_owner: lease.owner,
          lease_until: lease.until,
        } as const);
  for (const message of messages) {
    const due = message.notBefore ?? now;
    writes.insert('outbox', {
      id: newId(),
      channel: message.channel,
      template: message.template,
      locale: message.locale,
      recipient: message.recipient,
      fallbacks: message.fallbacks === undefined ? null : JSON.stringify(message.fallbacks),
      parameters: JSON.stringify(message.parameters),
      booking: message.booking,
      site: message.site,
      sequence: message.sequence,
      ...taken,
      due_at: due,
      next_attempt_at: due,
      log: '[]',
      created_at: now,
    });
  }
}

const another24Hours = (now: number) => ({
  state: 'queued' as const,
  attempts: 0,
  due_at: now,
  next_attempt_at: now,
  last_error: null,
  refused_code: null,
});

/** Gives a dead message another 24 hours, from `now` (epoch ms). False: there is none such, or it is not dead. */
export function sendAgain(connection: Knex, id: string, now: number): Promise<boolean> {
  return wantAgain(connection, { message: id, state: 'dead' }, now);
}

/** What was given up, or overtaken by events, is still wanted: 24 hours from `now` (epoch ms). False: it is in another state than `state` meanwhile. */
export async function wantAgain(
  connection: Knex,
  { message, state }: { readonly message: string; readonly state: 'dead' | 'superseded' },
  now: number,
): Promise<boolean> {
  return (await connection('outbox').where({ id: message, state }).update(another24Hours(now))) === 1;
}

/** The same for all dead messages that a search finds. Answers how many. */
export async function sendFoundAgain(
  connection: Knex,
  search: Pick<OutboxSearch, 'text' | 'sites'>,
  now: number,
): Promise<number> {
  return outboxMatching(connection, { ...search, state: 'dead' }).update(another24Hours(now));
}

/**
 * Once a channel's settings were mended: what it has refused is queued again at `now` (epoch ms) as long as its 24 hours have not
 * passed; the rest stays dead and is no longer counted as refused. `site` absent: of every site. Answers how many go out again.
 */
export async function releaseRefused(
  connection: Knex,
  channel: { readonly kind: ChannelKind; readonly site?: string },
  now: number,
): Promise<number> {
  const { kind, site } = channel;
  const refused = () =>
    connection('outbox')
      .where(site === undefined ? { channel: kind } : { channel: kind, site })
      .whereNotNull('refused_code')
      .andWhere({ state: 'dead' });
  const released = await refused()
    .andWhere('due_at', '>', now - giveUpAfter)
    .update({ state: 'queued', attempts: 0, next_attempt_at: now, refused_code: null });
  await refused().update({ refused_code: null });
  return released;
}

/** Deletes everything that was or would be sent about a booking, when its holder asks or its time has come. */
export async function forgetMessagesOf(connection: Knex, booking: string): Promise<number> {
  await connection('message_opt_out').where({ booking }).delete();
  return connection('outbox').where({ booking }).delete();
}

/** Deletes what is done with and was written before an instant (epoch ms). Answers how many. */
export async function forgetMessagesBefore(connection: Knex, before: number): Promise<number> {
  return connection('outbox')
    .whereIn('state', ['sent', 'kept', 'dead', 'superseded'])
    .andWhere('created_at', '<', before)
    .delete();
}

/** The holder wants no reminder of this visit. Twice is the same as once. */
export async function stopReminders(connection: Knex, booking: string, now: number): Promise<void> {
  await connection('message_opt_out')
    .insert({ booking, template: 'reminder', at: now })
    .onConflict(['booking', 'template'])
    .ignore();
}

/** What still waits to be sent about a booking is written in this language. */
export async function speakFromNowOn(connection: Knex, booking: string, locale: Locale): Promise<void> {
  await connection('outbox').where({ booking, state: 'queued' }).update({ locale });
}
