import { makeSeal, type Seal } from '../actions/seal.ts';
import type { Config } from '../config.ts';
import type { Mailbox } from '../domain/message/mailbox.ts';
import { bookingNow } from '../store/booking/booking-query.ts';
import type { Database } from '../store/database.ts';
import type { Channels } from './channel.ts';
import { makePost } from './http-call.ts';
import { makeMailbox } from './mailbox.ts';
import { type MailPreview, makeMailPreview } from './preview-mail.ts';
import { makeChannels } from './site-channels.ts';
import { makeWechatLogin, type WechatLogin } from './wechat-login.ts';
import type { WordingContext } from './wording-context.ts';

export interface MessagingParts extends Omit<WordingContext, 'from' | 'bookingNow'> {
  /** without their secrets, for staff who read what was sent */
  readonly blankedLinks: WordingContext['links'];
  readonly config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'sessionSecret' | 'channelHosts'>;
  readonly database: Database;
  readonly newId: () => string;
  readonly report: NonNullable<WordingContext['report']>;
}

/** Everything that turns messages into mail, SMS and calls of gateways. */
export interface Messaging {
  readonly wordingContext: WordingContext;
  readonly mailbox: Mailbox;
  /** shows what words of the office would look like */
  readonly preview: MailPreview;
  readonly channels: Channels;
  /** for saving the secrets of a site's channel */
  readonly seal: Seal<'channels'>;
  /** for keeping who somebody is to a WeChat account */
  readonly openids: Seal<'openid'>;
  readonly wechatLogin: WechatLogin;
}

/** Somebody looks at a page meanwhile, milliseconds. */
const loginPatience = 5_000;

export function makeMessaging({
  config,
  database,
  newId,
  catalogue,
  links,
  blankedLinks,
  dates,
  report,
}: MessagingParts): Messaging {
  const nowOf = (booking: string) => bookingNow(database.reader, booking);
  const wordingContext: WordingContext = {
    catalogue,
    links,
    dates,
    bookingNow: nowOf,
    from: config.mailFrom,
  };
  const seal = makeSeal(config.sessionSecret, 'channels');
  const openids = makeSeal(config.sessionSecret, 'openid');
  return {
    wordingContext,
    seal,
    openids,
    wechatLogin: makeWechatLogin({
      database,
      seal,
      post: makePost(config.channelHosts),
      patience: loginPatience,
    }),
    mailbox: makeMailbox(database, { ...wordingContext, links: blankedLinks }),
    preview: makeMailPreview(wordingContext),
    channels: makeChannels({
      database,
      seal,
      openids,
      // whoever reads in the outbox what was sent is not whom the figures are for
      wordingContext: { ...wordingContext, report },
      newId,
      smtpUrl: config.smtpUrl,
      allowedHosts: config.channelHosts,
    }),
  };
}
