import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { ReadableMail } from '../domain/message/mailbox.ts';
import type { MessageText } from '../domain/message/message-text.ts';
import { composeMail } from './compose-mail.ts';
import { inventedVisit } from './invented-visit.ts';
import type { WordingContext } from './wording-context.ts';

/** The mail of an invented visit with these words in it, as it would be sent at `now`, epoch ms: those of the organisation, or of a site. */
export type MailPreview = (text: MessageText, now: number, site?: string) => Promise<ReadableMail>;

export function makeMailPreview(wordingContext: WordingContext): MailPreview {
  return async (text, now, site) => {
    const catalogue = await wordingContext.catalogue();
    const { template, locale } = text;
    const proposed = site === undefined ? ofAll(catalogue, text) : ofOne(catalogue, text, site);
    const parameters = inventedVisit(
      { template, locale, ...(site === undefined ? {} : { site }) },
      catalogue,
      now,
    );
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

function replaced(texts: readonly MessageText[], text: MessageText): readonly MessageText[] {
  return [...texts.filter((one) => one.template !== text.template || one.locale !== text.locale), text];
}

/** Offices have no words of their own, so that it is the organisation's that are seen. */
function ofAll(catalogue: Catalogue, text: MessageText): Catalogue {
  const plain = new Map([...catalogue.sites].map(([code, site]) => [code, { ...site, texts: [] }]));
  return { ...catalogue, sites: plain, messageTexts: replaced(catalogue.messageTexts, text) };
}

function ofOne(catalogue: Catalogue, text: MessageText, code: string): Catalogue {
  const list = catalogue.sites.has(code) ? 'sites' : 'offSites';
  const site = catalogue[list].get(code);
  if (site === undefined) return catalogue;
  const changed = { ...site, texts: replaced(site.texts ?? [], text) };
  return { ...catalogue, [list]: new Map([...catalogue[list], [code, changed]]) };
}
