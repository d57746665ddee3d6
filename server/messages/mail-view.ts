import type { Locale } from '../domain/catalogue/words.ts';
import type { MessageTemplate } from '../domain/message/message.ts';
import { filledText } from '../domain/message/message-text.ts';
import { parameter } from '../domain/message/visit-snapshot.ts';
import { words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { type ChecklistView, checklistView } from './checklist-view.ts';
import { spokenParameters } from './spoken-parameters.ts';
import type { SpokenVisit } from './spoken-visit.ts';
import type { MessageLinks } from './surroundings.ts';

/** What the mail's templates show; all words are said already. */
export interface MailView {
  readonly locale: Locale;
  readonly subject: string;
  readonly heading: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly strong: boolean;
    readonly line: string;
  }[];
  readonly code: {
    readonly heading: string;
    readonly help: string;
    readonly textHelp: string;
    readonly alternative: string;
    readonly source: string;
  } | null;
  readonly checklist: (ChecklistView & { readonly heading: string; readonly adviceHeading: string }) | null;
  readonly button: { readonly label: string; readonly href: string };
  readonly stopReminders: { readonly label: string; readonly href: string } | null;
  readonly footer: string;
  readonly sender: string;
}

/** Messages that prepare a visit carry its code and checklist. */
const preparing: ReadonlySet<MessageTemplate> = new Set(['booked', 'moved', 'moved_by_office', 'reminder']);
export const codeContentId = 'check-in-code';

export function preparesVisit(template: MessageTemplate): boolean {
  return preparing.has(template);
}

export function mailView(
  message: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  spoken: SpokenVisit,
  links: MessageLinks,
): MailView {
  const { template, locale } = message;
  const t = words(locale);
  const said = Object.fromEntries(spokenParameters(message, spoken));
  const booking = { id: spoken.visit.booking, reference: spoken.visit.reference };
  const prepares = preparesVisit(template);
  const own = spoken.catalogue.messageTexts.find(
    (text) => text.template === template && text.locale === locale,
  );
  const opening = filled(own?.opening, said)?.split(/\n+/) ?? [t(`mail.${template}.lead`, said)];
  return {
    locale,
    subject: filled(own?.subject, said) ?? t(`mail.${template}.subject`, said),
    heading: t(`mail.${template}.heading`),
    greeting: spoken.visit.contact === '' ? t('mail.greetingNobody') : t('mail.greeting', said),
    paragraphs: [...opening, ...reasons(message, said)],
    facts: facts(spoken, locale),
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
    button: button(message, booking, links),
    stopReminders:
      template === 'reminder' ? { label: t('mail.stopReminders'), href: links.reminders(booking) } : null,
    footer: t('mail.footer'),
    sender: t('mail.sender'),
  };
}

/** The office's own words; null: it has none. */
function filled(text: string | null | undefined, said: Readonly<Record<string, string>>): string | null {
  return text ? filledText(text, said) : null;
}

function reasons(
  message: Pick<StoredMessage, 'template' | 'locale'>,
  said: Readonly<Record<string, string>>,
): readonly string[] {
  const t = words(message.locale);
  const reason = [
    ...(said['reason'] === '' ? [] : [t('mail.reason', said)]),
    ...(said['note'] === '' ? [] : [t('mail.note', said)]),
  ];
  if (message.template !== 'missed_warning') return reason;
  const [limit, window, block] = [Number(said['limit']), Number(said['window']), Number(said['block'])];
  return [
    ...reason,
    ...(block > 0 ? [t('mail.missedRule', { limit, window, block })] : []),
    ...(said['until'] === '' ? [] : [t('mail.missedBlocked', said)]),
  ];
}

function facts(spoken: SpokenVisit, locale: Locale): MailView['facts'] {
  const t = words(locale);
  const { visit, dates } = spoken;
  // a ticket without a booking has no time to come
  const when =
    visit.reference === '' ? '' : `${dates.fullDay(visit.start)} ${dates.timeSpan(visit.start, visit.end)}`;
  const lines = [
    { label: t('mail.facts.reference'), value: visit.reference, strong: true },
    { label: t('mail.facts.when'), value: when, strong: true },
    { label: t('mail.facts.site'), value: spoken.siteName, strong: false },
    { label: t('mail.facts.address'), value: spoken.address, strong: false },
    { label: t('mail.facts.telephone'), value: spoken.telephone, strong: false },
    { label: t('mail.facts.services'), value: spoken.services.join(t('mail.listSeparator')), strong: false },
    { label: t('mail.facts.enterprise'), value: visit.enterprise, strong: false },
    { label: t('mail.facts.contact'), value: visit.contact, strong: false },
  ];
  return lines
    .filter(({ value }) => value !== '')
    .map(({ label, value, strong }) => ({ label, value, strong, line: t('mail.fact', { label, value }) }));
}

function button(
  message: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  booking: { readonly id: string; readonly reference: string },
  links: MessageLinks,
): MailView['button'] {
  const t = words(message.locale);
  const ticket = parameter(message.parameters, 'ticket');
  if (message.template === 'three_ahead' && ticket !== null) {
    return { label: t('mail.ticket'), href: links.ticket(ticket) };
  }
  const href = links.booking(booking);
  if (message.template === 'document_returned') return { label: t('mail.documents'), href };
  return { label: preparesVisit(message.template) ? t('mail.manage') : t('mail.again'), href };
}
