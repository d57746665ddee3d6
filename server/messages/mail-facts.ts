import type { MessageTemplate } from '../domain/message/message.ts';
import { offeredIn } from '../domain/message/offered-times.ts';
import { parameter } from '../domain/message/visit-snapshot.ts';
import { type Translate, words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { preparesVisit } from './prepares-visit.ts';
import type { SpokenVisit } from './spoken-visit.ts';

/** A line of the table in the middle of a mail. */
export interface MailFact {
  readonly label: string;
  readonly value: string;
  /** its end, which stays on one line; null: it has none */
  readonly unbroken: string | null;
  readonly href: string | null;
  readonly strong: boolean;
  /** no longer so */
  readonly past: boolean;
  /** the whole in plain text */
  readonly line: string;
}

type Line = Partial<Omit<MailFact, 'line'>> & Pick<MailFact, 'label' | 'value'>;

const takesPlace: ReadonlySet<MessageTemplate> = new Set([
  'booked',
  'moved',
  'changed',
  'moved_by_office',
  'reminder',
  'place_offered',
  'visit_stands',
]);
const wasMoved: ReadonlySet<MessageTemplate> = new Set(['moved', 'changed', 'moved_by_office']);
/** What is said of a number in the hall, not of a visit to come. */
export const aboutTicket: ReadonlySet<MessageTemplate> = new Set([
  'three_ahead',
  'called',
  'day_ended',
  'day_goes_on',
  'ticket_void',
  'ticket_back',
]);
const hasEnded: ReadonlySet<MessageTemplate> = new Set([
  'cancelled',
  'cancelled_by_office',
  'released',
  'not_held',
  'times_offered',
]);

const aboutNoVisit: ReadonlySet<MessageTemplate> = new Set([
  'audit_head',
  'new_device',
  'new_passkey',
  'report',
]);

/** What the visit is, each fact under its name; what is not known is left out. */
export function mailFacts(
  { template, locale, parameters }: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  spoken: SpokenVisit,
): readonly MailFact[] {
  // of no office and no visit
  if (aboutNoVisit.has(template)) return [];
  const t = words(locale);
  const { visit, dates } = spoken;
  const [from, number] = [parameter(parameters, 'from'), parameter(parameters, 'number')];
  const isOffer = template === 'place_offered' || template === 'times_offered';
  const until = Number(parameter(parameters, 'offer_until') ?? 0);
  const lines: Line[] = [
    { label: t('mail.facts.number'), value: aboutTicket.has(template) ? (number ?? '') : '', strong: true },
    { label: t('mail.facts.reference'), value: visit.reference, strong: true },
    {
      label: t('mail.facts.when'),
      // a ticket without a booking has no time to come
      value: visit.reference === '' && !isOffer ? '' : dates.fullDay(visit.start),
      unbroken: dates.timeSpan(visit.start, visit.end),
      strong: takesPlace.has(template) || hasEnded.has(template),
      past: hasEnded.has(template),
    },
    {
      label: t('mail.facts.from'),
      value: from === null || !wasMoved.has(template) ? '' : dates.fullDay(Number(from)),
      unbroken: dates.time(Number(from ?? 0)),
      past: true,
    },
    ...offeredTimes({ template, parameters }, spoken, t),
    {
      label: t(template === 'times_offered' ? 'mail.facts.answerBy' : 'mail.facts.deadline'),
      value: isOffer ? dates.fullDay(until) : '',
      unbroken: dates.time(until),
      strong: true,
    },
    { label: t('mail.facts.site'), value: spoken.siteName },
    { label: t('mail.facts.address'), value: spoken.address },
    {
      label: t('mail.facts.telephone'),
      value: spoken.telephone,
      href: /^[\d+][\d -]{4,}$/.test(spoken.telephone) ? `tel:${spoken.telephone.replaceAll(' ', '')}` : null,
    },
    { label: t('mail.facts.services'), value: spoken.services.join(t('mail.listSeparator')) },
    { label: t('mail.facts.handling'), value: handlingSaid(template, spoken, t) },
    { label: t('mail.facts.enterprise'), value: visit.enterprise },
    { label: t('mail.facts.contact'), value: visit.contact },
  ];
  return lines
    .filter(({ value }) => value !== '')
    .map(({ label, value, unbroken = null, href = null, strong = false, past = false }) => {
      const whole = unbroken === null ? value : `${value} ${unbroken}`;
      return { label, value, unbroken, href, strong, past, line: t('mail.fact', { label, value: whole }) };
    });
}

/** The way that was chosen and until when it can be another one; empty: there is no choice, or nothing to prepare. */
function handlingSaid(
  template: MessageTemplate,
  { site, handling, options, dates }: SpokenVisit,
  t: Translate,
): string {
  if (site?.handling !== true || !preparesVisit(template)) return '';
  const until = dates.dayTime(options.until);
  if (handling === 'visit') return options.handling ? t('mail.handling.choose', { until }) : '';
  const chosen = t(`manage.handling.${handling}`);
  return options.handling ? t('mail.handling.until', { chosen, until }) : chosen;
}

/** Times to choose from, a line each; they are named once. */
function offeredTimes(
  { template, parameters }: Pick<StoredMessage, 'template' | 'parameters'>,
  { dates }: Pick<SpokenVisit, 'dates'>,
  t: Translate,
): readonly Line[] {
  if (template !== 'times_offered') return [];
  const times = offeredIn(parameters);
  return times.map(([start, end], index) => ({
    label: t('mail.facts.offered', { number: index + 1 }),
    value: dates.fullDay(start),
    unbroken: dates.timeSpan(start, end),
    strong: true,
  }));
}
