import type { Locale } from '../catalogue/words.ts';
import type { ChannelKind, Message } from './message.ts';
import { ofNoVisit } from './of-no-visit.ts';

export interface CodeToSend {
  /** of the code, which is worked out from it when the message is delivered */
  readonly id: string;
  readonly site: string;
  readonly locale: Locale;
  readonly channel: ChannelKind;
  readonly recipient: string;
}

/** The code that proves a contact; `now` in epoch ms. It tells of no visit and names nobody. */
export function codeMessage({ id, site, locale, channel, recipient }: CodeToSend, now: number): Message {
  return {
    template: 'contact_code',
    channel,
    locale,
    recipient,
    parameters: [...ofNoVisit(site, now), ['proof', id]],
    booking: null,
    site,
    sequence: 0,
    notBefore: null,
  };
}
