import type { Locale } from '../../domain/catalogue/words.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import type { MessageTemplate } from '../../domain/message/message.ts';
import { testMessage } from '../../domain/message/test-message.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Channel, Channels } from '../../messages/channel.ts';
import { leaseTime } from '../../messages/delivery.ts';
import { inventedVisit } from '../../messages/invented-visit.ts';
import { recordFailed, recordSent, recordUnsent } from '../../store/message/claim-messages.ts';
import { findMessage, type StoredMessage } from '../../store/message/outbox-query.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { Seal } from '../seal.ts';
import type { System } from '../system.ts';
import { type ChannelRequest, mayConnect } from './edit-channel.ts';

/** OpenIDs are of these signs, and about 28 of them. */
const openidForm = /^[\w-]{20,64}$/;

export interface TestRequest extends ChannelRequest {
  readonly template: MessageTemplate;
  readonly locale: Locale;
  /** as it was typed */
  readonly recipient: string;
}

/**
 * Delivers one message about an invented visit, now and once, and writes down what the other side said. Answers the id of the message.
 * Refuses with not_permitted and invalid_input (the recipient is none of the channel's).
 */
export async function testChannel(
  system: Pick<System, 'database' | 'clock' | 'secrets' | 'catalogue'> & {
    readonly channels: Channels;
    readonly openids: Seal<'openid'>;
  },
  request: TestRequest,
): Promise<Outcome<{ readonly id: string }>> {
  const { database, clock, secrets } = system;
  if (!mayConnect(request.staff)) return refuse('not_permitted');
  const recipient = recipientOf(request, system.openids);
  if (recipient === null) return refuse('invalid_input');
  const [id, owner] = [secrets.newId(), secrets.newId()];
  await writeTest(system, request, { id, owner, recipient });
  const message = await findMessage(database.writer, id);
  if (message === null) throw new Error('a test that was written is not there');
  const answer = await sendOnce(system, message, owner);
  const now = clock.now();
  // outside the try: an accepted message that cannot be recorded is no failed one
  if (answer !== null)
    await recordSent(database.writer, message, now, answer.said, answer.by.charge?.(now) ?? null);
  return accept({ id });
}

/** Whom a test goes to, as the outbox keeps it: OpenIDs sealed, and nobody for the robot of a group. Null: what was typed is none. */
function recipientOf({ kind, recipient }: TestRequest, openids: Seal<'openid'>): string | null {
  if (kind === 'wecom') return '';
  if (kind === 'wechat') {
    const openid = recipient.trim();
    return openidForm.test(openid) ? openids.close({ openid }) : null;
  }
  const mobile = parseMobileNumber(recipient);
  return mobile.ok ? mobile.value : null;
}

/** What the other side said when it accepted; null: it did not, and that is on record. */
async function sendOnce(
  { database, clock, channels }: Pick<System, 'database' | 'clock'> & { readonly channels: Channels },
  message: StoredMessage,
  owner: string,
): Promise<{ readonly said: string; readonly by: Channel } | null> {
  try {
    const channel = await channels.find(message);
    if (channel !== null) return { said: await channel.send(message, clock.now()), by: channel };
    await recordUnsent(database.writer, message, { owner, state: 'kept' });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const failure = { owner, now: clock.now(), error: said, next: null, end: 'kept' } as const;
    await recordFailed(database.writer, message, failure);
  }
  return null;
}

/** In one commit with its audit; nobody else delivers it while we do. */
async function writeTest(
  { database, clock, secrets, catalogue }: Pick<System, 'database' | 'clock' | 'secrets' | 'catalogue'>,
  { site, kind, staff, template, locale }: TestRequest,
  { id, owner, recipient }: { readonly id: string; readonly owner: string; readonly recipient: string },
): Promise<void> {
  const now = clock.now();
  const writes = new WriteSet();
  const invented = inventedVisit({ template, locale, site }, await catalogue(), now);
  const message = testMessage({ template, channel: kind, locale, recipient, site }, invented);
  writeMessages(writes, [message], { newId: () => id, now, lease: { owner, until: now + leaseTime } });
  writeAudit(
    {
      actor: staff,
      action: 'channel.test',
      subject: site,
      before: null,
      after: { kind, template, locale, message: id },
      result: 'done',
    },
    { id: secrets.newId(), at: now },
    writes,
  );
  await database.writer.transaction((transaction) => writeRows(transaction, database.engine, writes));
}
