import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { maskEmail, maskMobile } from '../../domain/enterprise/masking.ts';
import type { ReadableMail } from '../../domain/message/mailbox.ts';
import type { OutboxState } from '../../domain/message/message.ts';
import { isTest } from '../../domain/message/test-message.ts';
import { parameter } from '../../domain/message/visit-snapshot.ts';
import { type Translate, words } from '../../locales/words.ts';
import type { StoredMessage } from '../../store/message/outbox-query.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';

export const outboxSection = 'outbox';

export interface OutboxLine {
  readonly href: string;
  readonly time: string;
  readonly about: string;
  readonly reference: string;
  readonly recipient: string;
  readonly site: string;
  readonly channel: string;
  readonly state: string;
  readonly tag: string;
  /** when it was sent; empty: it was not */
  readonly sent: string;
}

const tags: Readonly<Record<OutboxState, string>> = {
  queued: 'tag',
  sending: 'tag tag--now',
  sent: 'tag tag--done',
  dead: 'tag tag--stop',
  kept: 'tag tag--faint',
  superseded: 'tag tag--faint',
};

/** A message in a list, its recipient masked. */
export function outboxLine(message: StoredMessage, locale: Locale, catalogue: Catalogue): OutboxLine {
  const t = words(locale);
  const time = times(message, locale, catalogue);
  const about = t(`mail.outbox.templates.${message.template}`);
  return {
    href: paths.admin.item(outboxSection, message.id),
    time: time(message.createdAt),
    sent: message.sentAt === null ? '' : time(message.sentAt),
    about: isTest(message) ? t('channels.test.about', { about }) : about,
    reference: parameter(message.parameters, 'reference') ?? '',
    recipient: maskedRecipient(message),
    site: siteName(message, locale, catalogue),
    channel: t(`mail.outbox.channels.${message.channel}`),
    state: t(`mail.outbox.states.${message.state}`),
    tag: tags[message.state],
  };
}

/** A group of managers is nobody's number, and who a test goes to by WeChat is sealed. */
function maskedRecipient({ channel, recipient }: StoredMessage): string {
  if (channel === 'mail') return maskEmail(recipient);
  return recipient === '' ? '' : maskMobile(recipient);
}

export interface OutboxMessageView extends OutboxLine {
  readonly to: string;
  readonly subject: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly log: readonly {
    readonly time: string;
    readonly said: string;
    readonly answer: string;
    readonly tag: string;
  }[];
  /** null: it cannot be shown */
  readonly html: string | null;
  /** of a message that is no mail; null: it is one */
  readonly short: ReadableMail['short'] | null;
  readonly plain: string;
  readonly files: readonly { readonly href: string; readonly name: string }[];
  /** null: not dead, or not theirs to send */
  readonly again: string | null;
  readonly sentAgain: boolean;
}

/** One message, unmasked: whoever opens it is in the audit. */
export function outboxMessageView(
  message: StoredMessage,
  mail: ReadableMail | null,
  {
    locale,
    catalogue,
    maySend,
    sentAgain,
  }: { locale: Locale; catalogue: Catalogue; maySend: boolean; sentAgain: boolean },
): OutboxMessageView {
  const t = words(locale);
  const time = times(message, locale, catalogue);
  const act = (verb: string): string => paths.admin.act(outboxSection, message.id, verb);
  return {
    ...outboxLine(message, locale, catalogue),
    to: message.recipient,
    subject: mail?.subject ?? null,
    facts: facts(message, time, t),
    log: message.log.map(({ at, ok, answer }) => ({
      time: time(at),
      answer,
      said: t(ok ? 'mail.outbox.accepted' : 'mail.outbox.refused'),
      tag: ok ? 'tag tag--done' : 'tag tag--stop',
    })),
    html: mail === null || message.channel !== 'mail' ? null : act('html'),
    short: mail === null || message.channel === 'mail' ? null : shortView(mail.short),
    plain: mail?.text ?? '',
    files: (mail?.files ?? []).map(({ name }, position) => ({ name, href: `${act('files')}/${position}` })),
    again: message.state === 'dead' && maySend ? act('send-again') : null,
    sentAgain,
  };
}

/** Parameters that have something to say. */
function shortView({ text, parameters }: ReadableMail['short']): ReadableMail['short'] {
  return { text, parameters: parameters.filter(([, value]) => value !== '') };
}

function facts(
  message: StoredMessage,
  time: (at: number) => string,
  t: Translate,
): OutboxMessageView['facts'] {
  const { state, dueAt, nextAttemptAt, sentAt, attempts, lastError } = message;
  return [
    ...(dueAt > message.createdAt ? [{ label: t('mail.outbox.due'), value: time(dueAt) }] : []),
    ...(state === 'queued' && attempts > 0
      ? [{ label: t('mail.outbox.next'), value: time(nextAttemptAt) }]
      : []),
    ...(sentAt === null ? [] : [{ label: t('mail.outbox.sentAt'), value: time(sentAt) }]),
    { label: t('mail.outbox.attempts'), value: String(attempts) },
    ...(lastError === null ? [] : [{ label: t('mail.outbox.error'), value: lastError }]),
  ];
}

function siteName(message: StoredMessage, locale: Locale, catalogue: Catalogue): string {
  return catalogue.sites.get(message.site ?? '')?.name[locale] ?? message.site ?? '';
}

function times(message: StoredMessage, locale: Locale, catalogue: Catalogue): (at: number) => string {
  const zone = catalogue.sites.get(message.site ?? '')?.timeZone ?? 'Asia/Shanghai';
  return (at) => formatting(locale, zone).listTime(at);
}
