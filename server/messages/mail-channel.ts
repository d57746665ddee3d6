import type { StoredMessage } from '../store/message/outbox-row.ts';
import { type Channel, DeliveryError } from './channel.ts';
import { composeMail } from './compose-mail.ts';
import { mailTransport } from './mail-transport.ts';
import { faultOfMail } from './refusal-of-channel.ts';
import type { WordingContext } from './wording-context.ts';

export interface MailSettings {
  /** smtp:// (STARTTLS, see `mailTransport`) or smtps:// */
  readonly smtpUrl: string;
  /** how long the server may be silent, milliseconds */
  readonly silence: number;
  /** how long one message may take altogether, milliseconds; less than the lease of a claimed message */
  readonly longest: number;
}

export interface MailChannel extends Channel {
  close(): void;
}

export const mailPatience = { silence: 30_000, longest: 120_000 } as const;

/** How many messages are under way at once. */
export const mailConnections = 3;

/** Mail by SMTP, over a few connections that are kept open. */
export function mailChannel(
  { smtpUrl, silence, longest }: MailSettings,
  wordingContext: WordingContext,
): MailChannel {
  const transport = mailTransport(smtpUrl, {
    pool: true,
    maxConnections: mailConnections,
    // a connection that breaks in the middle is ours to try again, on record
    maxRequeues: 0,
    connectionTimeout: silence,
    greetingTimeout: silence,
    socketTimeout: silence,
    dnsTimeout: silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(message, now, keeps) {
      const mail = await mailFor(message, wordingContext, now);
      // its pictures and its PDF were drawn, maybe after those of others
      if (message.template === 'report') await keeps?.();
      try {
        const { response } = await transport.sendMail({ ...mail, signal: AbortSignal.timeout(longest) });
        return String(response);
      } catch (error) {
        throw asDeliveryError(error);
      }
    },
    close: () => transport.close(),
  };
}

/** The same for every attempt, so that whoever gets a message twice can tell. */
function messageIdOf(id: string, from: string): string {
  return `<${id}@${from.split('@').at(-1) ?? 'localhost'}>`;
}

async function mailFor(message: StoredMessage, wordingContext: WordingContext, now: number) {
  const { subject, html, text, files, from, invitation, unsubscribe } = await composeMail(
    message,
    wordingContext,
    now,
  );
  // an invitation goes as one, see below
  const attached = files.filter(({ type }) => type !== 'text/calendar');
  return {
    messageId: messageIdOf(message.id, from.email),
    date: new Date(message.dueAt),
    from: { name: from.name, address: from.email },
    to: { name: '', address: message.recipient },
    subject,
    html,
    text,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.locale },
    attachments: attached.map(({ name, type, content, contentId }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
      ...(contentId === null
        ? { contentDisposition: 'attachment' as const }
        : { contentDisposition: 'inline' as const, cid: contentId }),
    })),
    ...(invitation === null
      ? {}
      : { icalEvent: { method: invitation.method, filename: 'visit.ics', content: invitation.content } }),
    ...(unsubscribe === null
      ? {}
      : {
          list: { unsubscribe: { url: unsubscribe } },
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': message.locale,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        }),
  };
}

function asDeliveryError(error: unknown): DeliveryError {
  if (!(error instanceof Error)) return new DeliveryError(String(error));
  const { code, command, response } = error as { code?: unknown; command?: unknown; response?: unknown };
  const answered = typeof response === 'string' ? response : error.message;
  const fault = faultOfMail({ code, command, answered });
  const said = typeof code === 'string' ? code : '';
  return new DeliveryError(said === '' ? answered : `${said}: ${answered}`, {
    fault,
    code: `${said} ${/^\d{3}/.exec(answered)?.[0] ?? ''}`.trim(),
  });
}
