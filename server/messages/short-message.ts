import type { ReadableMail } from '../domain/message/mailbox.ts';
import { words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { insteadSentence, otherTime } from './offer-sentence.ts';
import { spokenParameters } from './spoken-parameters.ts';
import type { SpokenVisit } from './spoken-visit.ts';

/** A message in one sentence, without a link, and the parameters that it is made of. */
export function shortMessage(
  message: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  spoken: SpokenVisit,
): ReadableMail['short'] {
  const parameters = spokenParameters(message, spoken);
  const t = words(message.locale);
  const text = [
    t(`mail.${message.template}.lead`, Object.fromEntries(parameters)),
    otherTime(message, spoken) ?? insteadSentence(message, spoken) ?? '',
  ].join(message.locale === 'en' ? ' ' : '');
  return { text: text.trim(), parameters };
}
