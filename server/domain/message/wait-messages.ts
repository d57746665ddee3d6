import type { WaitEntry } from '../waitlist/wait-entry.ts';
import type { WaitFact } from '../waitlist/wait-facts.ts';
import { waysTo } from './channel-order.ts';
import type { ChannelKind, Message, MessageTemplate, Parameters } from './message.ts';

export interface WaitMessageContext {
  /** what the site has connected, in its order */
  readonly channels: readonly ChannelKind[];
  /** what staff said when they took somebody off the list */
  readonly reason: string | null;
}

/** What those who wait are told of: that they do, each offer, and the end that they have not made themselves. */
export function waitMessages(fact: WaitFact, { channels, reason }: WaitMessageContext): readonly Message[] {
  const template = templateOf(fact);
  if (template === null) return [];
  const { entry } = fact;
  const { email, mobile } = entry.contact;
  const said: Parameters = reason === null ? [] : [['reason', reason]];
  const message = {
    template,
    locale: entry.locale,
    parameters: [...waitParameters(entry), ...said],
    booking: entry.id,
    site: entry.site,
    sequence: entry.offers,
    notBefore: null,
  };
  return waysTo({ email, mobile, byWechat: false }, channels).map((way): Message => ({ ...message, ...way }));
}

function templateOf(fact: WaitFact): MessageTemplate | null {
  switch (fact.type) {
    case 'wait_joined':
    // the very same sentence: they wait, and are told of a place
    case 'wait_put_back':
      return 'wait_joined';
    case 'wait_offered':
      return 'place_offered';
    case 'wait_set_aside':
      return 'wait_aside';
    case 'wait_passed':
    case 'wait_asked':
      return null;
    case 'wait_withdrawn':
      return 'offer_withdrawn';
    case 'wait_ended': {
      const { because } = fact;
      return because === 'range_passed' || because === 'offers_passed' || because === 'staff'
        ? 'wait_ended'
        : null;
    }
  }
}

/** There is no visit yet: what a booking would tell of is empty. */
function waitParameters(entry: WaitEntry): Parameters {
  const { offer } = entry;
  return [
    ['booking', ''],
    ['reference', ''],
    ['site', entry.site],
    ['start', String(offer?.start ?? entry.createdAt)],
    ['end', String(offer?.end ?? entry.createdAt)],
    ['sequence', '0'],
    ['services', JSON.stringify(entry.services)],
    ['answers', JSON.stringify(entry.answers)],
    ['enterprise', entry.enterprise.name],
    ['contact', entry.contact.name],
    ['waitlist', entry.id],
    ['offer_until', offer === null ? '' : String(offer.until)],
    ['first_day', entry.from],
    ['last_day', entry.to],
    ...(entry.aside === null ? [] : [['cause', entry.aside.cause] as const]),
  ];
}
