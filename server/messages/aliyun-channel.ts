import { signAliyun } from './aliyun-signature.ts';
import { type Channel, DeliveryError } from './channel.ts';
import type { AliyunSettings, SmsTemplate } from './channel-settings.ts';
import type { Post } from './http-call.ts';
import { faultOfCode } from './refusal-of-channel.ts';
import { smsParameters } from './sms-parameters.ts';
import type { WordingContext } from './wording-context.ts';

export interface SmsParts {
  readonly secret: string;
  readonly wordingContext: WordingContext;
  /** milliseconds */
  readonly patience: number;
  readonly newId: () => string;
  readonly post: Post;
  readonly template: SmsTemplate;
}

interface Answer {
  readonly Code?: string;
  readonly Message?: string;
  readonly BizId?: string;
}

/** SMS by Alibaba Cloud's SendSms (2017-05-25): an approved template with named parameters. */
export function aliyunChannel(settings: AliyunSettings, parts: SmsParts): Channel {
  const { host } = new URL(settings.endpoint);
  return {
    async send(message, now) {
      const { template } = parts;
      const named = Object.fromEntries(
        await smsParameters(message, template, settings.longest, parts.wordingContext, now),
      );
      const { headers, query } = signAliyun({
        action: 'SendSms',
        version: '2017-05-25',
        host,
        accessKeyId: settings.accessKeyId,
        accessKeySecret: parts.secret,
        nonce: parts.newId(),
        now,
        query: {
          PhoneNumbers: message.recipient,
          SignName: settings.signName,
          TemplateCode: template.code,
          TemplateParam: JSON.stringify(named),
          OutId: message.id,
        },
      });
      // the request sets the host header itself, to the same value
      const { host: _, ...sent } = headers;
      const { status, text } = await parts.post({
        url: `${settings.endpoint}/?${query}`,
        headers: sent,
        body: '',
        patience: parts.patience,
      });
      return accepted(status, text);
    },
  };
}

function accepted(status: number, text: string): string {
  const answer = parsed(text);
  if (status === 200 && answer?.Code === 'OK') return `OK ${answer.BizId ?? ''}`.trim();
  const code = answer?.Code ?? '';
  throw new DeliveryError(
    answer === null ? String(status) : `${code}: ${String(answer.Message).slice(0, 200)}`,
    { code, fault: faultOfCode('aliyun', code) },
  );
}

function parsed(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer | null;
  } catch {
    return null;
  }
}
