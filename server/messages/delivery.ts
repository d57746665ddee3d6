import { elapsed } from '../clock.ts';
import { minute } from '../domain/calendar/durations.ts';
import type { ChannelKind } from '../domain/message/message.ts';
import { nextAttemptAt } from '../domain/message/retry.ts';
import type { Database } from '../store/database.ts';
import {
  claimMessages,
  type DeliveryQueue,
  dueQueues,
  isAnythingDue,
  keepClaimed,
  keepDue,
  postsSince,
  recordFailed,
  recordNextWay,
  recordSent,
  recordUnsent,
} from '../store/message/claim-messages.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { addressed } from './addressed.ts';
import { type Channel, type Channels, ClaimLost, DeliveryError } from './channel.ts';
import { mailConnections } from './mail-channel.ts';
import { isStillTrue } from './still-true.ts';
import { sentencesOfPost } from './wecom-channel.ts';

export interface DeliveryParts {
  readonly database: Database;
  readonly channels: Channels;
  readonly now: () => number;
  /** 0…1 */
  readonly chance: () => number;
  readonly newId: () => string;
  /** true: nothing new is begun any more */
  readonly ended?: () => boolean;
  /** whether a visit (id of the booking) can take place as its site is now; absent: all can */
  readonly canTakePlace?: (booking: string) => Promise<boolean>;
  /** where a report by mail goes now, null: nowhere; absent: where it was written to */
  readonly reportAddress?: (message: StoredMessage) => Promise<string | null>;
  /** how long a message took on its channel, milliseconds */
  readonly took?: (channel: ChannelKind, result: Result, milliseconds: number) => void;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

export interface DeliveryReport {
  readonly sent: number;
  readonly failed: number;
  readonly dead: number;
  readonly unsent: number;
}

type Result = keyof DeliveryReport;
/** passed: nobody is reached there, it goes another way now */
type Attempt = Result | 'passed';

/** Longer than any channel's patience: who still has a message after this is gone. Milliseconds. */
export const leaseTime = 5 * minute;
// claimed together and begun together, so that no lease runs while a message waits for its turn, and none has to be given back
const together = 6;
/** as many as a hall has counters */
const urgentTogether = 20;
/** A robot may post so often in a minute. */
const mostPosts = 20;

/**
 * Delivers whatever is due, or only what is urgent, until nothing is or it is ended: then only what has begun comes to its end. Safe on any
 * number of processes; what fails is tried again later.
 */
export async function deliverDue(
  parts: DeliveryParts,
  owner: string,
  urgent?: true,
): Promise<DeliveryReport> {
  const attempts: Attempt[] = [];
  let round: readonly Attempt[];
  do {
    const queues = await dueQueues(parts.database.reader, parts.now(), urgent);
    round = (await Promise.all(queues.map((queue) => deliverQueue(parts, owner, queue)))).flat();
    attempts.push(...round);
    // what goes another way now is in another queue
  } while (round.includes('passed') && parts.ended?.() !== true);
  const count = (result: Result): number => attempts.filter((one) => one === result).length;
  return { sent: count('sent'), failed: count('failed'), dead: count('dead'), unsent: count('unsent') };
}

async function deliverQueue(parts: DeliveryParts, owner: string, queue: DeliveryQueue): Promise<Attempt[]> {
  const { writer, reader, engine } = parts.database;
  const limit = limitOf(queue);
  const results: Attempt[] = [];
  do {
    const now = parts.now();
    if (!(await isAnythingDue(reader, queue, now))) return results;
    if (!parts.channels.delivers(queue.channel)) {
      const kept = await keepDue(writer, queue.channel, now);
      results.push(...new Array<Result>(kept).fill('unsent'));
    }
    const claim = { ...queue, owner, now, until: now + leaseTime, limit };
    if (queue.channel === 'wecom' && (await mayNotPost(parts, queue, now))) return results;
    const messages = await claimMessages(writer, engine, claim);
    if (messages.length === 0) return results;
    const settled = await Promise.allSettled(
      queue.channel === 'wecom'
        ? [deliverTogether(parts, owner, messages)]
        : messages.map(async (message) => [await deliver(parts, owner, message)]),
    );
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      results.push(...one.value);
    }
  } while (parts.ended?.() !== true);
  return results;
}

/** The robot has posted as often as it may in a minute: what is due waits. */
async function mayNotPost(
  { database }: DeliveryParts,
  { site = '' }: DeliveryQueue,
  now: number,
): Promise<boolean> {
  const since = now - minute;
  // of the writer: what was posted a moment ago counts
  return (await postsSince(database.writer, { site, since, together: sentencesOfPost })) >= mostPosts;
}

function limitOf({ urgent, channel }: DeliveryQueue): number {
  if (urgent) return urgentTogether;
  if (channel === 'wecom') return sentencesOfPost;
  return channel === 'mail' ? mailConnections : together;
}

/** What is due for one robot is one post, accepted or refused as a whole. */
async function deliverTogether(
  parts: DeliveryParts,
  owner: string,
  messages: readonly StoredMessage[],
): Promise<Attempt[]> {
  const { channels, database } = parts;
  const began = elapsed();
  let answer: string;
  let channel: Channel | null;
  try {
    const [first] = messages;
    channel = first === undefined ? null : await channels.find(first);
    if (channel?.sendTogether === undefined) {
      for (const message of messages) await recordUnsent(database.writer, message, { owner, state: 'kept' });
      return messages.map(() => 'unsent');
    }
    answer = await channel.sendTogether(messages, parts.now());
  } catch (error) {
    return Promise.all(messages.map((message) => fail(parts, owner, message, error)));
  }
  const now = parts.now();
  const milliseconds = elapsed() - began;
  for (const message of messages) {
    await recordSent(database.writer, message, now, answer, channel.charge?.(now) ?? null);
    delivered(parts, message, milliseconds);
  }
  return messages.map(() => 'sent');
}

async function deliver(parts: DeliveryParts, owner: string, message: StoredMessage): Promise<Attempt> {
  const began = elapsed();
  const attempt = await tryToDeliver(parts, owner, message);
  const milliseconds = elapsed() - began;
  if (attempt !== 'passed') parts.took?.(message.channel, attempt, milliseconds);
  if (attempt === 'sent') delivered(parts, message, milliseconds);
  return attempt;
}

function delivered(parts: DeliveryParts, message: StoredMessage, milliseconds: number): void {
  const { id, channel, template, site } = message;
  parts.log.info({ message: id, channel, template, site, milliseconds }, 'delivered');
}

async function tryToDeliver(parts: DeliveryParts, owner: string, written: StoredMessage): Promise<Attempt> {
  const { database, channels } = parts;
  const { writer } = database;
  if (!(await isStillTrue(parts, written))) {
    await recordUnsent(writer, written, { owner, state: 'superseded' });
    return 'unsent';
  }
  const message = await addressed(parts, owner, written);
  if (message === null) return 'unsent';
  let answer: string;
  let channel: Channel | null;
  try {
    channel = await channels.find(message);
    if (channel === null && message.fallbacks.length > 0) {
      await recordNextWay(writer, message, { owner, now: parts.now(), error: null });
      return 'passed';
    }
    if (channel === null) {
      await recordUnsent(writer, message, { owner, state: 'kept' });
      return 'unsent';
    }
    answer = await channel.send(message, parts.now(), () => keep(parts, owner, message));
  } catch (error) {
    if (error instanceof ClaimLost) return 'unsent';
    return fail(parts, owner, message, error);
  }
  // outside the try: an accepted message that cannot be recorded is no failed one; its lease ends and it goes out again, same id
  const now = parts.now();
  await recordSent(writer, message, now, answer, channel.charge?.(now) ?? null);
  return 'sent';
}

async function keep({ database, now }: DeliveryParts, owner: string, message: StoredMessage): Promise<void> {
  const until = now() + leaseTime;
  if (!(await keepClaimed(database.writer, message, { owner, until })))
    throw new ClaimLost(`${message.id} was claimed by somebody else`);
}

async function fail(
  parts: DeliveryParts,
  owner: string,
  message: StoredMessage,
  error: unknown,
): Promise<Attempt> {
  const now = parts.now();
  const { id, channel, template, dueAt, attempts } = message;
  const { fault, code } = error instanceof DeliveryError ? error : { fault: null, code: '' };
  const next = fault === null ? nextAttemptAt({ dueAt, attempts, now, chance: parts.chance() }) : null;
  const said = error instanceof Error ? error.message : String(error);
  if (fault === 'message' && message.fallbacks.length > 0) {
    await recordNextWay(parts.database.writer, message, { owner, now, error: said });
    return 'passed';
  }
  const refusedCode = fault === 'channel' ? code : null;
  await recordFailed(parts.database.writer, message, { owner, now, error: said, next, refusedCode });
  // what the other side said may name the recipient: it stands with the message
  const details = { message: id, channel, template, attempts, next, fault, err: error };
  if (fault === 'channel')
    parts.log.error(details, 'the channel refuses messages until its settings are mended');
  else if (next === null) parts.log.error(details, 'message is dead');
  else parts.log.warn(details, 'message not delivered');
  return next === null ? 'dead' : 'failed';
}
