import type { Message, MessageTemplate } from './message.ts';
import { ofNoVisit } from './of-no-visit.ts';

/** What happened to somebody's account. */
export interface AccountNews {
  readonly template: Extract<MessageTemplate, 'new_device' | 'new_passkey'>;
  readonly username: string;
  /** epoch ms */
  readonly at: number;
  /** browser and machine, as far as the browser says */
  readonly device: string;
  /** the address it came from; empty: it is not known */
  readonly origin: string;
  /** a site of the installation, whose time zone the mail has */
  readonly site: string;
}

/** Tells the owner of an account what happened to it, so that somebody else's doing does not stay unseen. */
export function accountMessage(news: AccountNews, recipient: string): Message {
  const { template, username, at, device, origin, site } = news;
  return {
    template,
    channel: 'mail',
    locale: 'zh-CN',
    recipient,
    parameters: [...ofNoVisit(site, at), ['account', username], ['device', device], ['origin', origin]],
    booking: null,
    site,
    sequence: 0,
    notBefore: null,
  };
}
