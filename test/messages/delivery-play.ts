import { makeSeal, type Seal } from '../../server/actions/seal.ts';
import type { Channels } from '../../server/messages/channel.ts';
import { type DeliveryReport, deliverDue } from '../../server/messages/delivery.ts';
import { makeChannels } from '../../server/messages/site-channels.ts';
import type { WordingContext } from '../../server/messages/wording-context.ts';
import type { Database } from '../../server/store/database.ts';
import type { OutboxRow } from '../../server/store/message/message-columns.ts';
import { newId, now, wordingContext } from './mail-fixture.ts';

export const seal: Seal<'channels'> = makeSeal('a session secret of thirty-two characters', 'channels');

export const openids: Seal<'openid'> = makeSeal('a session secret of thirty-two characters', 'openid');

/** One process that delivers, at a time that the test turns on. */
export interface Deliverer {
  now: number;
  readonly channels: Channels;
  deliver(): Promise<DeliveryReport>;
  close(): void;
}

/** `silence`: how long the other side may say nothing, milliseconds; short where it says nothing on purpose. */
export function deliverer(
  database: Database,
  smtpUrl: string | null,
  silence = 15_000,
  report: WordingContext['report'] = undefined,
): Deliverer {
  const channels = makeChannels({
    allowedHosts: ['127.0.0.1'],
    database,
    seal,
    openids,
    wordingContext: report === undefined ? wordingContext : { ...wordingContext, report },
    newId,
    smtpUrl,
    patience: { silence, longest: 4 * silence },
  });
  const owner = newId();
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const one: Deliverer = {
    now,
    channels,
    deliver: () =>
      deliverDue({ database, channels, now: () => one.now, chance: () => 0, newId, log: quiet }, owner),
    close: () => channels.close(),
  };
  return one;
}

export async function outboxRows(database: Database): Promise<OutboxRow[]> {
  return (await database.reader('outbox').orderBy(['created_at', 'sequence', 'id'])) as OutboxRow[];
}

export async function states(database: Database): Promise<string[]> {
  return (await outboxRows(database)).map(({ state }) => state);
}
