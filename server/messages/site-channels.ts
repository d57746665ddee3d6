import type { Seal } from '../actions/seal.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { isTest } from '../domain/message/test-message.ts';
import type { Database } from '../store/database.ts';
import { findChannel, type SiteChannel } from '../store/message/channel-query.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { wechatOf } from '../store/message/wechat-query.ts';
import { aliyunChannel } from './aliyun-channel.ts';
import { type Channel, type Channels, DeliveryError } from './channel.ts';
import {
  aliyunSettings,
  secretOf,
  smsTemplateFor,
  tencentSettings,
  webhookSettings,
  wechatSettings,
  wecomSettings,
} from './channel-settings.ts';
import { makePost, type Post } from './http-call.ts';
import { type MailChannel, mailChannel, mailPatience } from './mail-channel.ts';
import { tencentChannel } from './tencent-channel.ts';
import { webhookChannel } from './webhook-channel.ts';
import { type Tokens, wechatApi } from './wechat-api.ts';
import { wechatChannel } from './wechat-channel.ts';
import { wecomChannel } from './wecom-channel.ts';
import type { WordingContext } from './wording-context.ts';

export interface ChannelParts {
  readonly database: Database;
  readonly seal: Seal<'channels'>;
  readonly openids: Seal<'openid'>;
  readonly wordingContext: WordingContext;
  readonly newId: () => string;
  /** hosts that may be called though they are private, or without TLS */
  readonly allowedHosts?: readonly string[];
  /** null: mail is kept in the outbox to be read there */
  readonly smtpUrl: string | null;
  /** milliseconds; absent: what suits the world outside */
  readonly patience?: { readonly silence: number; readonly longest: number };
}

/** Mail when an SMTP server is configured, and what each site has connected. */
export function makeChannels(parts: ChannelParts): Channels {
  const { smtpUrl, wordingContext, patience = mailPatience } = parts;
  const post = makePost(parts.allowedHosts ?? []);
  const tokens: Tokens = new Map();
  const mail: MailChannel | null =
    smtpUrl === null ? null : mailChannel({ smtpUrl, ...patience }, wordingContext);
  return {
    delivers: (kind) => kind !== 'mail' || mail !== null,
    async find(message) {
      if (message.channel === 'mail') return mail;
      if (message.site === null) return null;
      const channel = await findChannel(parts.database.reader, message.site, message.channel);
      if (channel === null) return null;
      const found = await siteChannel(
        channel,
        message,
        { ...parts, post, tokens },
        secretsOf(channel, parts.seal),
      );
      return found === null
        ? null
        : { ...found, charge: await chargeOf(channel, message.site, wordingContext) };
    },
    close: () => mail?.close(),
  };
}

/** By the month of the site whose message it is. */
async function chargeOf(
  { price }: SiteChannel,
  site: string,
  { catalogue }: WordingContext,
): Promise<NonNullable<Channel['charge']>> {
  const zone = (await catalogue()).sites.get(site)?.timeZone ?? 'Asia/Shanghai';
  return (now) => ({ price, month: localDate(now, zone).slice(0, 7) });
}

/** Who the recipient is to the account; null: nobody has asked to be told by WeChat, or it cannot be read any more. A test names it itself. */
async function openidOf(
  message: StoredMessage,
  { database, openids }: Pick<ChannelParts, 'database' | 'openids'>,
): Promise<string | null> {
  const sealed = isTest(message)
    ? message.recipient
    : message.booking === null
      ? null
      : await wechatOf(database.reader, message.booking);
  return sealed === null ? null : (openids.open(sealed)?.openid ?? null);
}

/** After a change of SESSION_SECRET somebody has to enter them anew. */
function secretsOf({ secrets }: SiteChannel, seal: Seal<'channels'>): Readonly<Record<string, string>> {
  const opened = seal.open(secrets);
  if (opened !== null) return opened;
  throw new DeliveryError('the secret of the channel cannot be read any more', {
    fault: 'channel',
    code: 'secret',
  });
}

/** Null: the site has had no template approved for this message. */
async function siteChannel(
  channel: SiteChannel,
  message: StoredMessage,
  parts: ChannelParts & { readonly post: Post; readonly tokens: Tokens },
  secrets: Readonly<Record<string, string>>,
): Promise<Channel | null> {
  const { wordingContext, newId, post, patience = mailPatience } = parts;
  const sms = { wordingContext, newId, post, patience: patience.silence };
  const { template, locale } = message;
  switch (channel.kind) {
    case 'webhook':
      return webhookChannel(webhookSettings.parse(channel.settings), secretOf(secrets, 'key'), {
        wordingContext,
        post,
        patience: patience.silence,
      });
    case 'wecom':
      return wecomChannel(wecomSettings.parse(channel.settings), {
        key: secretOf(secrets, 'key'),
        wordingContext,
        post,
        patience: patience.silence,
      });
    case 'wechat': {
      const settings = wechatSettings.parse(channel.settings);
      const approved = smsTemplateFor(settings.templates, template, locale);
      const openid = approved === null ? null : await openidOf(message, parts);
      if (approved === null || openid === null) return null;
      const account = { ...settings, secret: secretOf(secrets, 'appSecret') };
      const api = wechatApi(account, { post, patience: patience.silence, tokens: parts.tokens });
      return wechatChannel(settings, { api, template: approved, openid, wordingContext });
    }
    case 'aliyun': {
      const settings = aliyunSettings.parse(channel.settings);
      const approved = smsTemplateFor(settings.templates, template, locale);
      if (approved === null) return null;
      return aliyunChannel(settings, {
        ...sms,
        secret: secretOf(secrets, 'accessKeySecret'),
        template: approved,
      });
    }
    case 'tencent': {
      const settings = tencentSettings.parse(channel.settings);
      const approved = smsTemplateFor(settings.templates, template, locale);
      if (approved === null) return null;
      return tencentChannel(settings, { ...sms, secret: secretOf(secrets, 'secretKey'), template: approved });
    }
  }
}
