import { makeSeal } from '../actions/seal.ts';
import type { System } from '../actions/system.ts';
import { minute } from '../domain/calendar/durations.ts';
import { nextAttemptAt } from '../domain/message/retry.ts';
import { DeliveryError } from '../messages/channel.ts';
import { makePost, type Post } from '../messages/http-call.ts';
import { postEvent } from '../messages/post-event.ts';
import {
  claimEvents,
  type EventDelivery,
  recordAnswer,
  sitesWithNews,
  takeUp,
} from '../store/event/event-delivery-store.ts';
import { type EventSubscriber, listSubscribers } from '../store/event/subscriber-query.ts';

/** Longer than a subscriber may take: who still has an event after this is gone. Milliseconds. */
const lease = 2 * minute;
const together = 20;
/** Milliseconds. */
const patience = 10_000;
/** A slow subscriber keeps a run for no longer. */
const mostRounds = 25;

type Parts = Pick<System, 'config' | 'database' | 'clock' | 'secrets' | 'log'>;

/**
 * Tells other systems of what has happened: at least once, with back-off for a day, and safe on any number of processes. New events get their
 * numbers first, so that each subscriber sees in which order they were. Answers how many were received.
 */
export async function sendEvents(system: Parts): Promise<{ sent: number }> {
  const { database, clock, config } = system;
  for (const site of await sitesWithNews(database.reader))
    while ((await takeUp(database, site, clock.now())) > 0);
  const post = makePost(config.channelHosts);
  let sent = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const now = clock.now();
    const claim = { now, until: now + lease, limit: together };
    const due = await claimEvents(database.writer, database.engine, claim);
    if (due.length === 0) break;
    const subscribers = new Map((await listSubscribers(database.writer)).map((one) => [one.id, one]));
    const results = await Promise.all(
      due.map((delivery) => send(system, post, delivery, subscribers.get(delivery.subscriber))),
    );
    sent += results.filter((received) => received).length;
  }
  return { sent };
}

async function send(
  { database: { writer }, clock, config, secrets, log }: Parts,
  post: Post,
  delivery: EventDelivery,
  subscriber: EventSubscriber | undefined,
): Promise<boolean> {
  const { dueAt, attempts } = delivery;
  const end = (state: 'sent' | 'dead', said: string) =>
    recordAnswer(writer, delivery, { state, said, now: clock.now(), next: null });
  const key = subscriber?.endedAt === null ? openedKey(config, subscriber) : null;
  if (subscriber === undefined || key === null) {
    await end('dead', 'secret');
    return false;
  }
  try {
    await end('sent', await postEvent(post, { url: subscriber.url, key, patience }, delivery, clock.now()));
    return true;
  } catch (error) {
    const now = clock.now();
    const fault = error instanceof DeliveryError ? error.fault : null;
    const next = fault === null ? nextAttemptAt({ dueAt, attempts, now, chance: secrets.chance() }) : null;
    const said = error instanceof Error ? error.message : String(error);
    await recordAnswer(writer, delivery, { state: next === null ? 'dead' : 'queued', said, now, next });
    log.warn({ event: delivery.event, subscriber: subscriber.id, attempts, next }, 'event not delivered');
    return false;
  }
}

function openedKey({ sessionSecret }: System['config'], { secret }: EventSubscriber): string | null {
  return makeSeal(sessionSecret, 'channels').open(secret)?.['key'] ?? null;
}
