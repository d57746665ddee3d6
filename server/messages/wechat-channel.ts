import type { Channel } from './channel.ts';
import type { SmsTemplate, WechatSettings } from './channel-settings.ts';
import { smsParameters } from './sms-parameters.ts';
import { spokenVisit } from './spoken-visit.ts';
import type { WechatApi } from './wechat-api.ts';
import type { WordingContext } from './wording-context.ts';

export interface WechatParts {
  readonly api: WechatApi;
  readonly template: SmsTemplate;
  /** who the recipient is to this account */
  readonly openid: string;
  readonly wordingContext: WordingContext;
}

/** A template message or a subscription notice of a WeChat service account; pressed, it opens the page of the booking. */
export function wechatChannel(settings: WechatSettings, parts: WechatParts): Channel {
  const { api, template, openid, wordingContext } = parts;
  return {
    async send(message, now) {
      const said = await smsParameters(message, template, settings.longest, wordingContext, now);
      const data = Object.fromEntries(said.map(([name, value]) => [name, { value }]));
      const { visit, link } = await spokenVisit(message, wordingContext, now);
      const page =
        visit.reference === ''
          ? null
          : wordingContext.links.booking({ id: visit.booking, reference: visit.reference, link });
      const of = { touser: openid, template_id: template.code, data };
      const answer =
        settings.way === 'subscription'
          ? await api.call(
              '/cgi-bin/message/subscribe/bizsend',
              { ...of, ...(page === null ? {} : { page }) },
              now,
            )
          : await api.call(
              '/cgi-bin/message/template/send',
              // the same id again within ten minutes is one message
              { ...of, ...(page === null ? {} : { url: page }), client_msg_id: message.id },
              now,
            );
      return `OK ${String(answer['msgid'] ?? '')}`.trim();
    },
  };
}
