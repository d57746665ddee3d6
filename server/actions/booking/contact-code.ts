import { timingSafeEqual } from 'node:crypto';
import type { ContactDetails } from '../../domain/booking/booking.ts';
import { type CodeAsker, codesCountFor, mayHaveCode } from '../../domain/booking/code-limits.ts';
import { minute } from '../../domain/calendar/durations.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { takesMobile } from '../../domain/message/channel-order.ts';
import { codeMessage } from '../../domain/message/code-message.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import {
  addCode,
  codesSince,
  connectedChannels,
  dropCode,
  tryCode,
} from '../../store/booking/contact-code-store.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

/** A contact that its holder has proven. */
export interface ProvenContact {
  /** keyed mark of the mobile or the address */
  readonly contact: string;
  readonly by: 'sms' | 'mail';
  /** epoch ms */
  readonly until: number;
}

export interface CodeAsk {
  readonly site: string;
  readonly locale: Locale;
  /** eleven digits; null: none given */
  readonly mobile: string | null;
  readonly email: string | null;
  /** keyed mark of the network; empty: it says nothing of where somebody is */
  readonly network: string;
  /** what this device has proven before; null: nothing */
  readonly device: KnownDevice | null;
}

/** A device at which a contact was proven. */
export interface KnownDevice {
  /** keyed mark of the mobile or the address */
  readonly contact: string;
  /** keyed mark of the device itself */
  readonly mark: string;
}

type Parts = Pick<System, 'clock' | 'database' | 'secrets'>;

const goodFor = 10 * minute;
const mostTries = 5;
const provenFor = 120 * minute;

/** The same for every way of writing one address. */
export function contactMark({ secrets }: Pick<System, 'secrets'>, contact: string): string {
  return secrets.markOf('contact', contact.trim().toLowerCase());
}

/** Whether the site can send a code to a mobile; else it goes to a mail address alone. */
export async function sendsCodesBySms(
  { database }: Pick<System, 'database'>,
  site: string,
): Promise<boolean> {
  return (await connectedChannels(database.reader, database.engine)).get(site).some(takesMobile);
}

/**
 * Sends a code: by SMS where the site has a channel and a mobile is given, else by mail. Answers its id. Refuses with no_way_to_send_code
 * and, after as many as `mayHaveCode` allows, too_many_requests.
 */
export async function sendContactCode(
  { clock, database, secrets, announce }: Parts & Pick<System, 'announce'>,
  { site, locale, mobile, email, network, device }: CodeAsk,
): Promise<Outcome<{ readonly id: string; readonly channel: 'sms' | 'mail' }>> {
  const { writer, engine } = database;
  const sent = await writer.transaction(
    async (transaction): Promise<Outcome<{ id: string; channel: 'sms' | 'mail' }>> => {
      const sms = (await connectedChannels(transaction, engine)).get(site).find(takesMobile);
      const to = sms !== undefined && mobile !== null ? mobile : email;
      if (to === null) return refuse('no_way_to_send_code');
      const channel = to === mobile ? 'sms' : 'mail';
      const contact = contactMark({ secrets }, to);
      await lockScopes(transaction, engine, [`code:${contact}`]);
      const now = clock.now();
      const asker: CodeAsker =
        device?.contact === contact
          ? { kind: 'device', mark: device.mark }
          : { kind: 'network', mark: network };
      const before = await codesSince(transaction, contact, now - codesCountFor);
      if (!mayHaveCode(before, asker, now)) return refuse('too_many_requests');
      const id = secrets.newId();
      await addCode(transaction, { id, site, channel, contact, sentAt: now }, asker);
      const writes = new WriteSet();
      const kind = channel === 'sms' && sms !== undefined ? sms : 'mail';
      const message = codeMessage({ id, site, locale, channel: kind, recipient: to }, now);
      writeMessages(writes, [message], { newId: secrets.newId, now });
      await writeRows(transaction, engine, writes);
      return accept({ id, channel });
    },
  );
  if (sent.ok) announce.messagesQueued();
  return sent;
}

/** How a mobile is the person's own: it was proven itself, or the mail address was, at a site that sends no SMS. Null: it was not. */
export async function provesMobile(
  { database, secrets }: Pick<System, 'database' | 'secrets'>,
  site: string,
  proven: ProvenContact | null,
  { mobile, email }: Pick<ContactDetails, 'mobile' | 'email'>,
): Promise<ProvenContact['by'] | null> {
  const told = proven?.by === 'sms' ? mobile : email;
  if (proven === null || told === null || contactMark({ secrets }, told) !== proven.contact) return null;
  if (proven.by === 'sms') return 'sms';
  const sms = (await connectedChannels(database.reader, database.engine)).get(site).find(takesMobile);
  return sms === undefined ? 'mail' : null;
}

/** Whether a code is the one that was sent: five tries, ten minutes, once. Refuses with code_wrong and code_expired. */
export async function checkContactCode(
  { clock, database, secrets }: Parts,
  id: string,
  typed: string,
): Promise<Outcome<ProvenContact>> {
  const now = clock.now();
  const sent = await tryCode(database.writer, id, mostTries);
  if (sent === null || sent.sentAt <= now - goodFor) return refuse('code_expired');
  const given = Buffer.from(typed.normalize('NFKC').replace(/\D/g, ''));
  const wanted = Buffer.from(secrets.codeFor(id));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return refuse('code_wrong');
  await dropCode(database.writer, id);
  return accept({ contact: sent.contact, by: sent.channel, until: now + provenFor });
}
