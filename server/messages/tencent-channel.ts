import type { SmsParts } from './aliyun-channel.ts';
import { type Channel, DeliveryError } from './channel.ts';
import type { TencentSettings } from './channel-settings.ts';
import { faultOfCode } from './refusal-of-channel.ts';
import { smsParameters } from './sms-parameters.ts';
import { signTencent } from './tencent-signature.ts';

interface Answer {
  readonly Response?: {
    readonly Error?: { readonly Code: string; readonly Message: string };
    readonly SendStatusSet?: readonly {
      readonly Code: string;
      readonly Message: string;
      readonly SerialNo?: string;
    }[];
  };
}

/** SMS by Tencent Cloud's SendSms (2021-01-11): an approved template with parameters in its order. */
export function tencentChannel(settings: TencentSettings, parts: SmsParts): Channel {
  const { host } = new URL(settings.endpoint);
  return {
    async send(message, now) {
      const { template } = parts;
      const said = await smsParameters(message, template, settings.longest, parts.wordingContext, now);
      const body = JSON.stringify({
        PhoneNumberSet: [`+86${message.recipient}`],
        SmsSdkAppId: settings.sdkAppId,
        SignName: settings.signName,
        TemplateId: template.code,
        TemplateParamSet: said.map(([, value]) => value),
        SessionContext: message.id,
      });
      const { secretId } = settings;
      const signed = signTencent({
        service: 'sms',
        host,
        action: 'SendSms',
        body,
        secretId,
        secretKey: parts.secret,
        now,
      });
      const headers = { ...signed, 'x-tc-version': '2021-01-11', 'x-tc-region': settings.region };
      const { status, text } = await parts.post({
        url: `${settings.endpoint}/`,
        headers,
        body,
        patience: parts.patience,
      });
      return accepted(status, text);
    },
  };
}

function accepted(status: number, text: string): string {
  const response = parsed(text)?.Response;
  const first = response?.SendStatusSet?.[0];
  if (status === 200 && first?.Code === 'Ok') return `Ok ${first.SerialNo ?? ''}`.trim();
  const refused = response?.Error ?? first;
  const code = refused?.Code ?? '';
  throw new DeliveryError(
    refused === undefined ? String(status) : `${code}: ${String(refused.Message).slice(0, 200)}`,
    { code, fault: faultOfCode('tencent', code) },
  );
}

function parsed(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer | null;
  } catch {
    return null;
  }
}
