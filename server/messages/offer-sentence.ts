import type { MessageTemplate } from '../domain/message/message.ts';
import { isForSecond } from '../domain/message/visit-snapshot.ts';
import { type Translate, words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import type { SpokenVisit } from './spoken-visit.ts';

/** What can still be done with the visit and until when, so that it stays true however late it is read; null: nothing can be. */
export function offerSentence(
  { options, dates }: Pick<SpokenVisit, 'options' | 'dates'>,
  t: Translate,
): string | null {
  if (!options.cancel) return null;
  return t(options.move ? 'mail.offer.move' : 'mail.offer.cancel', { until: dates.dayTime(options.until) });
}

/** Whom the office has moved may choose another time, while the rules allow it. */
export function otherTime(
  { template, locale, parameters }: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  { options, dates }: Pick<SpokenVisit, 'options' | 'dates'>,
): string | null {
  if (template !== 'moved_by_office' || !options.move || isForSecond({ parameters })) return null;
  return words(locale)('mail.offer.otherTime', { until: dates.dayTime(options.until) });
}

const failedByOffice: ReadonlySet<MessageTemplate> = new Set([
  'not_held',
  'cancelled_by_office',
  'release_reversed',
]);

/** Whether its reader gets another visit by one press: the office has failed, and takes bookings. */
export function isOwed(
  { template, parameters }: Pick<StoredMessage, 'template' | 'parameters'>,
  { site }: Pick<SpokenVisit, 'site'>,
): boolean {
  const takes = site?.active === true && site.bookable;
  return takes && failedByOffice.has(template) && !isForSecond({ parameters });
}

/** What whom the office has failed can do now; null: it has not. */
export function insteadSentence(
  message: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  spoken: Pick<SpokenVisit, 'site'>,
): string | null {
  if (!failedByOffice.has(message.template) || isForSecond(message)) return null;
  return words(message.locale)(isOwed(message, spoken) ? 'mail.insteadPress' : 'mail.insteadNone');
}
