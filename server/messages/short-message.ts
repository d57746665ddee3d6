import type { ReadableMail } from '../domain/message/mailbox.ts';
import { words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { spokenParameters } from './spoken-parameters.ts';
import type { SpokenVisit } from './spoken-visit.ts';

/** A message in one sentence, without a link, and the parameters that it is made of. */
export function shortMessage(
  message: Pick<StoredMessage, 'template' | 'locale' | 'parameters'>,
  spoken: SpokenVisit,
): ReadableMail['short'] {
  const parameters = spokenParameters(message, spoken);
  const text = words(message.locale)(`mail.${message.template}.lead`, Object.fromEntries(parameters));
  return { text, parameters };
}
