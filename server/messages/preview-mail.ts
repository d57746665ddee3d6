import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { ReadableMail } from '../domain/message/mailbox.ts';
import type { MessageText } from '../domain/message/message-text.ts';
import { composeMail } from './compose-mail.ts';
import { inventedVisit } from './invented-visit.ts';
import type { WordingContext } from './wording-context.ts';

/** The mail of an invented visit with these words in it, as it would be sent at `now`, epoch ms. */
export type MailPreview = (text: MessageText, now: number) => Promise<ReadableMail>;

export function makeMailPreview(wordingContext: WordingContext): MailPreview {
  return async (text, now) => {
    const catalogue = await wordingContext.catalogue();
    const { template, locale } = text;
    const others = catalogue.messageTexts.filter((one) => one.template !== template || one.locale !== locale);
    const proposed: Catalogue = { ...catalogue, messageTexts: [...others, text] };
    const parameters = inventedVisit({ locale }, catalogue, now);
    return composeMail(
      {
        id: 'preview',
        channel: 'mail',
        fallbacks: [],
        template,
        locale,
        recipient: 'preview@hall.invalid',
        parameters,
        booking: 'preview',
        site: null,
        sequence: 0,
        state: 'kept',
        attempts: 0,
        dueAt: now,
        nextAttemptAt: now,
        lastError: null,
        log: [],
        createdAt: now,
        sentAt: null,
      },
      {
        ...wordingContext,
        catalogue: () => Promise.resolve(proposed),
        bookingNow: () => Promise.resolve(null),
      },
      now,
    );
  };
}
