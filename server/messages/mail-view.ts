import type { Locale } from '../domain/catalogue/words.ts';
import type { MessageTemplate } from '../domain/message/message.ts';
import { chosenWords, filledText } from '../domain/message/message-text.ts';
import { isForSecond, parameter } from '../domain/message/visit-snapshot.ts';
import { type Translate, type WordKey, words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { type ChecklistView, checklistView } from './checklist-view.ts';
import { aboutTicket, type MailFact, mailFacts } from './mail-facts.ts';
import { insteadSentence, isOwed, offerSentence, otherTime } from './offer-sentence.ts';
import { preparesVisit } from './prepares-visit.ts';
import { spokenParameters } from './spoken-parameters.ts';
import type { SpokenVisit } from './spoken-visit.ts';
import type { Linked, MessageLinks } from './wording-context.ts';

/** What the mail's templates show; all words are said already. */
export interface MailView {
  readonly locale: Locale;
  readonly subject: string;
  readonly heading: string;
  readonly greeting: string;
  /** how its news are: `stop` ends or asks for something, `done` is good */
  readonly tone: 'plain' | 'done' | 'stop';
  readonly paragraphs: readonly string[];
  /** what the office has written itself: reasons and notes */
  readonly remarks: readonly string[];
  readonly facts: readonly MailFact[];
  readonly code: {
    readonly heading: string;
    readonly help: string;
    readonly textHelp: string;
    readonly alternative: string;
    readonly source: string;
  } | null;
  readonly checklist: (ChecklistView & { readonly heading: string; readonly adviceHeading: string }) | null;
  /** what can still be done and until when; null: it is about no visit to come */
  readonly offer: string | null;
  readonly button: { readonly label: string; readonly href: string };
  readonly stopReminders: { readonly label: string; readonly href: string } | null;
  readonly footer: string;
  readonly sender: string;
}

export const codeContentId = 'check-in-code';

const tones: Readonly<Partial<Record<MessageTemplate, MailView['tone']>>> = {
  cancelled: 'stop',
  floor_alarm: 'stop',
  staffing_short: 'stop',
  cancelled_by_office: 'stop',
  released: 'stop',
  document_returned: 'stop',
  ticket_void: 'stop',
  missed_warning: 'stop',
  not_held: 'stop',
  times_offered: 'stop',
  visit_stands: 'done',
  corrected: 'done',
  objection_declined: 'stop',
  release_stands: 'stop',
  release_reversed: 'done',
  wait_ended: 'stop',
  wait_aside: 'stop',
  offer_withdrawn: 'stop',
  place_offered: 'done',
  document_accepted: 'done',
  ready_for_collection: 'done',
  sent_by_office: 'done',
};

export function mailView(
  message: Pick<StoredMessage, 'template' | 'locale' | 'parameters' | 'recipient'>,
  spoken: SpokenVisit,
  links: MessageLinks,
): MailView {
  const { template, locale } = message;
  const t = words(locale);
  const said = Object.fromEntries(spokenParameters(message, spoken));
  const { visit, link } = spoken;
  const booking = { id: visit.booking, reference: visit.reference, link };
  const prepares = preparesVisit(template);
  const own = chosenWords(message, spoken.site?.texts ?? [], spoken.catalogue.messageTexts);
  const opening = filled(own.opening, said)?.split(/\n+/) ?? [t(`mail.${template}.lead`, said)];
  return {
    locale,
    subject: filled(own.subject, said) ?? t(`mail.${template}.subject`, said),
    heading: t(`mail.${template}.heading`),
    greeting: spoken.visit.contact === '' ? t('mail.greetingNobody') : t('mail.greeting', said),
    tone: tones[template] ?? 'plain',
    paragraphs: [
      ...opening,
      ...missedRule(message, said),
      ...[otherTime(message, spoken) ?? insteadSentence(message, spoken) ?? []].flat(),
    ],
    offer: prepares && !isForSecond(message) ? (offerSentence(spoken, t) ?? t('mail.offer.none')) : null,
    // the reason is in its lead
    remarks: remarks(template === 'released' ? { ...said, reason: '' } : said, t),
    facts: mailFacts(message, spoken),
    code: prepares
      ? {
          heading: t('mail.code.heading'),
          help: t('mail.code.help'),
          textHelp: t('mail.code.textHelp'),
          alternative: t('mail.code.alternative', said),
          source: `cid:${codeContentId}`,
        }
      : null,
    checklist: prepares
      ? {
          heading: t('mail.checklist.heading'),
          adviceHeading: t('mail.checklist.advice'),
          ...checklistView(spoken, locale),
        }
      : null,
    button: isForSecond(message)
      ? { label: t('mail.second.show'), href: links.second(booking, message.recipient) }
      : button(message, booking, links, spoken),
    stopReminders: stopOf(message, booking, links, t),
    footer: t(isForSecond(message) ? 'mail.second.footer' : (footers[template] ?? 'mail.footer')),
    sender: t('mail.sender'),
  };
}

const footers: Readonly<Partial<Record<MessageTemplate, WordKey>>> = {
  floor_alarm: 'mail.footerOffice',
  staffing_short: 'mail.footerOffice',
  audit_head: 'mail.footerAudit',
  new_device: 'mail.footerAccount',
  new_passkey: 'mail.footerAccount',
  report: 'mail.footerReport',
  certificate_confirm: 'mail.footerCertificate',
  certificate_expiry: 'mail.footerCertificate',
  contact_code: 'mail.footerCertificate',
};

/** How its reader gets no more of this kind; null: the message is one that its reader has caused. */
function stopOf(
  { template, parameters, recipient }: Pick<StoredMessage, 'template' | 'parameters' | 'recipient'>,
  booking: Linked,
  links: MessageLinks,
  t: Translate,
): MailView['stopReminders'] {
  if (isForSecond({ parameters }))
    return { label: t('mail.second.stop'), href: links.second(booking, recipient) };
  if (template === 'reminder') return { label: t('mail.stopReminders'), href: links.reminders(booking) };
  if (template !== 'certificate_expiry') return null;
  const href = links.stopCertificate(parameter(parameters, 'certificate') ?? '');
  return { label: t('mail.stopCertificate'), href };
}

/** The office's own words; null: it has none. */
function filled(text: string | null | undefined, said: Readonly<Record<string, string>>): string | null {
  return text ? filledText(text, said) : null;
}

function remarks(said: Readonly<Record<string, string>>, t: Translate): readonly string[] {
  return [
    ...(said['reason'] === '' ? [] : [t('mail.reason', said)]),
    ...(said['note'] === '' ? [] : [t('mail.note', said)]),
  ];
}

function missedRule(
  message: Pick<StoredMessage, 'template' | 'locale'>,
  said: Readonly<Record<string, string>>,
): readonly string[] {
  if (message.template !== 'missed_warning') return [];
  const t = words(message.locale);
  const [limit, window, block] = [Number(said['limit']), Number(said['window']), Number(said['block'])];
  return [
    ...(block > 0 ? [t('mail.missedRule', { limit, window, block })] : []),
    ...(said['until'] === '' ? [] : [t('mail.missedBlocked', said)]),
  ];
}

function isAboutCertificate(template: MessageTemplate): boolean {
  return template === 'certificate_confirm' || template === 'certificate_expiry';
}

function button(
  message: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  booking: Linked,
  links: MessageLinks,
  spoken: SpokenVisit,
): MailView['button'] {
  const t = words(message.locale);
  const ticket = parameter(message.parameters, 'ticket');
  if (aboutTicket.has(message.template) && ticket !== null) {
    const label = t(message.template === 'day_ended' ? 'mail.nextDay' : 'mail.ticket');
    return { label, href: links.ticket(ticket) };
  }
  const series = parameter(message.parameters, 'series');
  if (series !== null) return { label: t('mail.visits'), href: links.visits(series) };
  const certificate = parameter(message.parameters, 'certificate');
  if (isAboutCertificate(message.template) && certificate !== null) {
    const confirm = message.template === 'certificate_confirm';
    const label = t(confirm ? 'mail.certificateConfirm' : 'mail.certificateRenew');
    return { label, href: links.certificate(certificate) };
  }
  if (message.template === 'report') return { label: t('mail.reports'), href: links.reports() };
  if (message.template === 'audit_head') return { label: t('mail.audit'), href: links.audit() };
  if (message.template === 'new_device' || message.template === 'new_passkey')
    return { label: t('mail.account'), href: links.account() };
  if (message.template === 'contact_code') return { label: t('mail.toBooking'), href: links.book() };
  if (message.template === 'floor_alarm') {
    const site = parameter(message.parameters, 'site') ?? '';
    return { label: t('mail.floor'), href: links.floor(site) };
  }
  if (message.template === 'staffing_short') {
    const site = parameter(message.parameters, 'site') ?? '';
    return { label: t('mail.daysAhead'), href: links.daysAhead(site) };
  }
  const entry = parameter(message.parameters, 'waitlist');
  if (entry !== null) {
    const label = t(message.template === 'place_offered' ? 'mail.takePlace' : 'mail.waitlist');
    return { label, href: links.waitlist(entry) };
  }
  const href = links.booking(booking);
  if (message.template === 'document_returned') return { label: t('mail.documents'), href };
  if (message.template === 'released') return { label: t('mail.object'), href };
  if (message.template === 'times_offered') return { label: t('mail.chooseTime'), href };
  if (isOwed(message, spoken)) return { label: t('mail.instead'), href };
  return {
    label: preparesVisit(message.template) && spoken.options.move ? t('mail.manage') : t('mail.again'),
    href,
  };
}
