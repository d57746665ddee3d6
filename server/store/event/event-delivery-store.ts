import type { Knex } from 'knex';
import type { EventType } from '../../domain/event/outgoing-event.ts';
import type { Engine } from '../database.ts';
import { lockScopes } from '../lock-scopes.ts';
import { select } from '../select.ts';
import type { EventDeliveryState } from './event-columns.ts';
import { listSubscribers } from './subscriber-query.ts';

/** Sites at which something has happened that nobody has taken up yet. */
export async function sitesWithNews(reader: Knex): Promise<readonly string[]> {
  const rows = await reader('outgoing_event').whereNull('sequence').distinct('site').orderBy('site');
  return rows.map(({ site }) => site);
}

const mostAtOnce = 500;

/** Gives the new events of a site their numbers, without a gap, and each subscriber its deliveries; in one commit, by one process at a time. */
export async function takeUp(
  { writer, engine }: { readonly writer: Knex; readonly engine: Engine },
  site: string,
  now: number,
): Promise<number> {
  return writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`events:${site}`]);
    const events = await transaction('outgoing_event')
      .where({ site })
      .whereNull('sequence')
      .orderBy('position')
      .limit(mostAtOnce)
      .select('id', 'type');
    const known = await transaction('event_sequence').where({ site }).first('last');
    let last = known?.last ?? 0;
    const subscribers = (await listSubscribers(transaction)).filter(
      (one) => one.endedAt === null && (one.site === null || one.site === site),
    );
    for (const { id, type } of events) {
      last += 1;
      await transaction('outgoing_event').where({ id }).update({ sequence: last });
      const rows = subscribers
        .filter((one) => one.events.includes(type))
        .map((one) => ({
          ...{ subscriber: one.id, event: id, state: 'queued' as const, attempts: 0 },
          ...{ due_at: now, next_attempt_at: now },
          ...{ lease_until: null, answer: null, answered_at: null },
        }));
      if (rows.length > 0) await transaction('event_delivery').insert(rows);
    }
    if (events.length > 0)
      await transaction('event_sequence').insert({ site, last }).onConflict('site').merge();
    return events.length;
  });
}

/** One event on its way to one subscriber. */
export interface EventDelivery {
  readonly subscriber: string;
  readonly event: string;
  readonly attempts: number;
  /** epoch ms */
  readonly dueAt: number;
  readonly site: string;
  readonly type: EventType;
  readonly at: number;
  readonly data: string;
  readonly sequence: number;
}

/** Takes what is due, in the order of site and number, so that nobody else has it until the lease ends. */
export async function claimEvents(
  connection: Knex,
  engine: Engine,
  { now, until, limit }: { readonly now: number; readonly until: number; readonly limit: number },
): Promise<readonly EventDelivery[]> {
  const claimed = await select<{ subscriber: string; event: string; attempts: number; due_at: number }>(
    connection,
    engine,
    `with due as materialized (
       select d.subscriber, d.event from event_delivery as d join outgoing_event as e on e.id = d.event
       where d.state = 'queued' and d.next_attempt_at <= ? and (d.lease_until is null or d.lease_until <= ?)
       order by e.site, e.sequence limit ? ${engine === 'postgres' ? 'for update of d skip locked' : ''})
     update event_delivery set lease_until = ?, attempts = attempts + 1
     where (subscriber, event) in (select subscriber, event from due)
     returning subscriber, event, attempts, due_at`,
    [now, now, limit, until],
  );
  if (claimed.length === 0) return [];
  const events = await connection('outgoing_event').whereIn(
    'id',
    claimed.map(({ event }) => event),
  );
  const byId = new Map(events.map((event) => [event.id, event]));
  return claimed
    .flatMap(({ subscriber, event, attempts, due_at: dueAt }): EventDelivery[] => {
      const its = byId.get(event);
      if (its === undefined) return [];
      const { site, type, at, data, sequence } = its;
      return [{ subscriber, event, attempts, dueAt, site, type, at, data, sequence: sequence ?? 0 }];
    })
    .sort((a, b) => (a.site === b.site ? a.sequence - b.sequence : a.site < b.site ? -1 : 1));
}

/** What became of an attempt. `next`: when again, epoch ms; null: it was accepted, or never will be. */
export async function recordAnswer(
  connection: Knex,
  { subscriber, event }: Pick<EventDelivery, 'subscriber' | 'event'>,
  answer: {
    readonly state: EventDeliveryState;
    readonly said: string;
    readonly now: number;
    readonly next: number | null;
  },
): Promise<void> {
  const { state, said, now, next } = answer;
  await connection('event_delivery')
    .where({ subscriber, event })
    .update({
      state,
      answer: said.slice(0, 300),
      answered_at: now,
      lease_until: null,
      ...(next === null ? {} : { next_attempt_at: next }),
    });
}

/** Sends a range of a site's events to a subscriber once more, whatever became of them; also those from before it was there. Answers how many. */
export async function replayEvents(
  connection: Knex,
  {
    subscriber,
    site,
    from,
    to,
    types,
  }: {
    readonly subscriber: string;
    readonly site: string;
    readonly from: number;
    readonly to: number;
    readonly types: readonly EventType[];
  },
  now: number,
): Promise<number> {
  const events = await connection('outgoing_event')
    .where({ site })
    .whereBetween('sequence', [from, to])
    .whereIn('type', [...types])
    .orderBy('sequence')
    .limit(mostReplayed)
    .select('id');
  for (const { id } of events) {
    const again = {
      ...{ subscriber, event: id, state: 'queued' as const, attempts: 0 },
      ...{ due_at: now, next_attempt_at: now, lease_until: null, answer: null, answered_at: null },
    };
    await connection('event_delivery').insert(again).onConflict(['subscriber', 'event']).merge();
  }
  return events.length;
}

const mostReplayed = 5000;
