import type { Knex } from 'knex';
import type { ChannelKind } from '../../domain/message/message.ts';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';
import { addCharge, type Charge } from './channel-cost-store.ts';
import type { OutboxRow } from './message-columns.ts';
import { outboxColumns, type StoredMessage, storedMessageOf } from './outbox-row.ts';

/** What is delivered side by side: one site's slow gateway does not keep another site waiting. */
export interface DeliveryQueue {
  readonly channel: ChannelKind;
  /** absent: of every site */
  readonly site?: string;
  /** only what does not wait for anything else */
  readonly urgent?: true;
}

export interface Claim extends DeliveryQueue {
  /** who claims, unique to the process */
  readonly owner: string;
  /** epoch ms */
  readonly now: number;
  /** until when nobody else touches what is claimed, epoch ms */
  readonly until: number;
  readonly limit: number;
}

/**
 * Takes due messages, oldest first, so that no other process has them until the lease ends; also those whose lease has ended. A message
 * waits while an earlier one about the same booking is on its way to the same recipient, so that a cancellation never overtakes
 * the booking; a call waits for nothing. One statement: SQLite has one writer, PostgreSQL skips what another transaction has locked.
 */
export async function claimMessages(
  connection: Knex,
  engine: Engine,
  claim: Claim,
): Promise<StoredMessage[]> {
  const { channel, site, urgent, owner, now, until, limit } = claim;
  const rows = await select<OutboxRow>(
    connection,
    engine,
    `with due as materialized (
       select o.id from outbox as o
       where o.channel = ?${site === undefined ? '' : ' and o.site = ?'}${urgent ? " and o.template = 'called'" : ''}
         and ((o.state = 'queued' and o.next_attempt_at <= ?) or (o.state = 'sending' and o.lease_until <= ?))
         and (o.template = 'called' or not exists (
           select 1 from outbox as e
           where e.booking = o.booking and e.recipient = o.recipient
             and e.state in ('queued', 'sending') and e.template not in ('reminder', 'called')
             and (e.created_at < o.created_at or (e.created_at = o.created_at and e.sequence < o.sequence))))
       order by o.next_attempt_at, o.created_at, o.sequence, o.id
       limit ?
       ${engine === 'postgres' ? 'for update of o skip locked' : ''})
     update outbox set state = 'sending', lease_owner = ?, lease_until = ?, attempts = attempts + 1
     where id in (select id from due)
     returning ${outboxColumns.join(', ')}`,
    [channel, ...(site === undefined ? [] : [site]), now, now, limit, owner, until],
  );
  return rows.map(storedMessageOf).sort((a, b) => a.createdAt - b.createdAt || a.sequence - b.sequence);
}

/** Whether claiming would find anything: asked of a reader, so that idle rounds do not take the writer's turn. */
export async function isAnythingDue(reader: Knex, queue: DeliveryQueue, now: number): Promise<boolean> {
  const { channel, site, urgent } = queue;
  const row = await due(reader, now, urgent)
    .andWhere(site === undefined ? { channel } : { channel, site })
    .first('id');
  return row !== undefined;
}

/** Where anything is due: mail is one queue, every other channel one for each site. `now` in epoch milliseconds. */
export async function dueQueues(reader: Knex, now: number, urgent?: true): Promise<readonly DeliveryQueue[]> {
  const rows = (await due(reader, now, urgent).distinct('channel', 'site')) as {
    channel: ChannelKind;
    site: string | null;
  }[];
  const queues = new Map<string, DeliveryQueue>();
  for (const { channel, site } of rows) {
    const of = channel === 'mail' || site === null ? { channel } : { channel, site };
    const queue = urgent ? { ...of, urgent } : of;
    queues.set(JSON.stringify(queue), queue);
  }
  return [...queues.values()];
}

function due(reader: Knex, now: number, urgent?: true): Knex.QueryBuilder {
  const wanted = reader('outbox').where(urgent ? { template: 'called' } : {});
  return wanted.where((either) =>
    either
      .where((queued) => queued.where({ state: 'queued' }).andWhere('next_attempt_at', '<=', now))
      .orWhere((lost) => lost.where({ state: 'sending' }).andWhere('lease_until', '<=', now)),
  );
}

/** With nothing to send it with, whatever is due on a channel is kept, all in one statement; reminders are looked at one by one. */
export async function keepDue(connection: Knex, channel: ChannelKind, now: number): Promise<number> {
  return connection('outbox')
    .where({ channel, state: 'queued' })
    .andWhere('next_attempt_at', '<=', now)
    .andWhereNot({ template: 'reminder' })
    .whereNull('fallbacks')
    .update({ state: 'kept' });
}

/** Each claim is an attempt: a process that has claimed the same twice has it once. */
function heldBy(owner: string, { id, attempts }: Pick<StoredMessage, 'id' | 'attempts'>) {
  return { id, attempts, state: 'sending', lease_owner: owner } as const;
}

/** Whoever has claimed a message keeps it until `until` (epoch ms). False: its lease has ended, and it was claimed again since. */
export async function keepClaimed(
  connection: Knex,
  message: Pick<StoredMessage, 'id' | 'attempts'>,
  { owner, until }: Pick<Claim, 'owner' | 'until'>,
): Promise<boolean> {
  const kept = await connection('outbox').where(heldBy(owner, message)).update({ lease_until: until });
  return kept === 1;
}

/** It goes to another address from now on. False: its lease has ended, and it was claimed again since. */
export async function recordAddress(
  connection: Knex,
  message: Pick<StoredMessage, 'id' | 'attempts'>,
  { owner, recipient }: { readonly owner: string; readonly recipient: string },
): Promise<boolean> {
  return (await connection('outbox').where(heldBy(owner, message)).update({ recipient })) === 1;
}

const done = { lease_owner: null, lease_until: null };

/** It was accepted: that is final, even when the lease has ended meanwhile and somebody else is at it. */
export async function recordSent(
  connection: Knex,
  message: StoredMessage,
  now: number,
  answer: string,
  charge: Charge | null = null,
): Promise<void> {
  const sent = {
    ...done,
    state: 'sent',
    sent_at: now,
    last_error: null,
    log: logged(message, now, true, answer),
  } as const;
  const { id, site, channel } = message;
  if (charge === null || site === null) return void (await connection('outbox').where({ id }).update(sent));
  await connection.transaction(async (transaction) => {
    await transaction('outbox').where({ id }).update(sent);
    await addCharge(transaction, { site, channel }, charge);
  });
}

/** How often a site's robot has posted since an instant (epoch ms): what was accepted at one instant was as few posts as can be. */
export async function postsSince(
  reader: Knex,
  { site, since, together }: { readonly site: string; readonly since: number; readonly together: number },
): Promise<number> {
  const instants = (await reader('outbox')
    .where({ site, channel: 'wecom', state: 'sent' })
    .andWhere('sent_at', '>', since)
    .groupBy('sent_at')
    .select('sent_at')
    .count({ messages: '*' })) as { readonly messages: number | string }[];
  return instants.reduce((posts, { messages }) => posts + Math.ceil(Number(messages) / together), 0);
}

/** It was not accepted: again at `next` (epoch ms), or, when that is null, dead (a test: kept). Nothing happens when the lease is no longer `owner`'s. */
export async function recordFailed(
  connection: Knex,
  message: StoredMessage,
  failure: {
    readonly owner: string;
    readonly now: number;
    readonly error: string;
    readonly next: number | null;
    readonly end?: 'dead' | 'kept';
    /** what a channel calls it that refuses until its settings are mended; null or absent: that is not the reason */
    readonly refusedCode?: string | null;
  },
): Promise<void> {
  const { owner, now, error, next, end = 'dead', refusedCode = null } = failure;
  const log = logged(message, now, false, error);
  await connection('outbox')
    .where(heldBy(owner, message))
    .update({
      ...done,
      state: next === null ? end : 'queued',
      next_attempt_at: next ?? now,
      last_error: short(error),
      refused_code: refusedCode === null ? null : refusedCode.slice(0, 80),
      log,
    });
}

/**
 * Nobody is reached there for good: the same row, and so the same message, goes the next way at once. `error`: what was answered; null: it was not even
 * tried. Nothing happens when the lease is no longer `owner`'s.
 */
export async function recordNextWay(
  connection: Knex,
  message: StoredMessage,
  { owner, now, error }: { readonly owner: string; readonly now: number; readonly error: string | null },
): Promise<void> {
  const [next, ...rest] = message.fallbacks;
  if (next === undefined) throw new Error('there is no other way');
  await connection('outbox')
    .where(heldBy(owner, message))
    .update({
      ...done,
      ...next,
      fallbacks: rest.length === 0 ? null : JSON.stringify(rest),
      state: 'queued',
      attempts: 0,
      next_attempt_at: now,
      ...(error === null
        ? {}
        : { last_error: short(error), log: logged(message, now, false, `${message.channel}: ${error}`) }),
    });
}

/** It will not be sent: nothing to send it with (kept), or overtaken by events (superseded). */
export async function recordUnsent(
  connection: Knex,
  message: StoredMessage,
  { owner, state }: { readonly owner: string; readonly state: 'kept' | 'superseded' },
): Promise<void> {
  await connection('outbox')
    .where(heldBy(owner, message))
    .update({ ...done, state, attempts: message.attempts - 1 });
}

const entriesKept = 30;

function logged(message: StoredMessage, at: number, ok: boolean, answer: string): string {
  return JSON.stringify([...message.log, { at, ok, answer: short(answer) }].slice(-entriesKept));
}

function short(text: string): string {
  return text.length > 500 ? `${text.slice(0, 499)}…` : text;
}
