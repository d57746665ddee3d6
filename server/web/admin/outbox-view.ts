import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { maskEmail, maskMobile } from '../../domain/enterprise/masking.ts';
import type { ReadableMail } from '../../domain/message/mailbox.ts';
import { type OutboxState, outboxStates } from '../../domain/message/message.ts';
import { isTest } from '../../domain/message/test-message.ts';
import { parameter } from '../../domain/message/visit-snapshot.ts';
import { type Translate, type WordKey, words } from '../../locales/words.ts';
import type { OutboxOrder, OutboxPage, StoredMessage } from '../../store/message/outbox-query.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type ListFiles, listFiles } from './list-file.ts';
import { type Paging, pagingOf } from './paging.ts';
import { type HeadCell, headOf, type Sorting, sortingText } from './sorting.ts';

export const outboxSection = 'outbox';
export const messagesPerPage = 25;

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
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface OutboxView {
  readonly head: readonly HeadCell[];
  readonly lines: readonly OutboxLine[];
  readonly total: number;
  readonly text: string;
  readonly states: readonly Choice[];
  /** empty: there is nothing to choose */
  readonly sites: readonly Choice[];
  readonly paging: Paging;
  readonly files: ListFiles;
  /** all that failed, to be sent again at once; null: not asked for, or not theirs to send */
  readonly again: { readonly action: string; readonly label: string; readonly site: string } | null;
  /** what came of that; null: nothing was done */
  readonly sentAgain: string | null;
}

export interface AskedOutbox {
  readonly maySend: boolean;
  /** so many have just been sent again */
  readonly again: number | null;
  readonly state: OutboxState | null;
  readonly text: string;
  /** null: all of theirs */
  readonly site: string | null;
  readonly sort: Sorting<OutboxOrder> | null;
  readonly page: number;
}

const tags: Readonly<Record<OutboxState, string>> = {
  queued: 'tag',
  sending: 'tag tag--now',
  sent: 'tag tag--done',
  dead: 'tag tag--stop',
  kept: 'tag tag--faint',
  superseded: 'tag tag--faint',
};

export const outboxColumns = [
  ['time', 'mail.outbox.time'],
  ['template', 'mail.outbox.template'],
  [null, 'mail.facts.reference'],
  [null, 'mail.outbox.recipient'],
  ['site', 'mail.outbox.site'],
  ['channel', 'mail.outbox.channel'],
  ['state', 'mail.outbox.state'],
] as const satisfies readonly (readonly [OutboxOrder | null, WordKey])[];

/** The list, with recipients masked. */
export function outboxView(
  found: OutboxPage,
  asked: AskedOutbox,
  sites: readonly Site[],
  context: PageContext,
  catalogue: Catalogue,
): OutboxView {
  const { t, locale } = context;
  const { state, text, site, sort, page, again, maySend } = asked;
  const query = {
    state: state ?? undefined,
    site: site ?? undefined,
    q: text || undefined,
    sort: sortingText(sort),
  };
  const at = (more: { page?: number; sort?: string }): string =>
    withQuery(paths.admin.outbox(), { ...query, ...more });
  const head = outboxColumns.map(([key, label]) => ({ key, label: t(label) }));
  return {
    head: headOf(head, sort, (by) => at({ sort: by })),
    lines: found.messages.map((message) => outboxLine(message, locale, catalogue)),
    total: found.total,
    text,
    states: [
      { value: '', label: t('mail.outbox.any'), chosen: state === null },
      ...outboxStates.map((one) => ({
        value: one,
        label: t(`mail.outbox.states.${one}`),
        chosen: one === state,
      })),
    ],
    sites:
      sites.length < 2
        ? []
        : [
            { value: '', label: t('agency.admin.allSites'), chosen: site === null },
            ...sites.map(({ code, name }) => ({ value: code, label: name[locale], chosen: code === site })),
          ],
    paging: pagingOf(page, found.total, (number) => at({ page: number }), messagesPerPage),
    files: listFiles(paths.admin.outbox(), query, found.total, context),
    again:
      state === 'dead' && maySend && found.total > 0
        ? {
            action: paths.admin.item(outboxSection, 'send-again'),
            label: t('mail.outbox.againAll', { total: found.total }),
            site: site ?? '',
          }
        : null,
    sentAgain: again === null ? null : t('mail.outbox.againAllDone', { total: again }),
  };
}

/** A message in a list, its recipient masked. */
export function outboxLine(message: StoredMessage, locale: Locale, catalogue: Catalogue): OutboxLine {
  const t = words(locale);
  const about = t(`mail.outbox.templates.${message.template}`);
  return {
    href: paths.admin.item(outboxSection, message.id),
    time: times(message, locale, catalogue)(message.createdAt),
    about: isTest(message) ? t('channels.test.about', { about }) : about,
    reference: parameter(message.parameters, 'reference') ?? '',
    recipient: message.channel === 'mail' ? maskEmail(message.recipient) : maskMobile(message.recipient),
    site: siteName(message, locale, catalogue),
    channel: t(`mail.outbox.channels.${message.channel}`),
    state: t(`mail.outbox.states.${message.state}`),
    tag: tags[message.state],
  };
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

export function times(message: StoredMessage, locale: Locale, catalogue: Catalogue): (at: number) => string {
  const zone = catalogue.sites.get(message.site ?? '')?.timeZone ?? 'Asia/Shanghai';
  return (at) => formatting(locale, zone).dayTime(at);
}
