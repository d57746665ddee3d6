import { z } from 'zod';
import { type Locale, locales } from '../domain/catalogue/words.ts';
import { type MessageTemplate, messageTemplates, type SiteChannelKind } from '../domain/message/message.ts';
import { longestSmsValue } from '../domain/message/sms-value.ts';
import { isSpokenName } from '../domain/message/spoken-names.ts';

const address = z.url({ protocol: /^https?$/ });
const ours = z.string().refine(isSpokenName, 'no message has a parameter of this name');

/** A template that the provider has approved, and which of our parameters it takes, in its order (under its names, if they differ). */
const smsTemplate = z.object({
  code: z.string().min(1),
  parameters: z.array(z.union([ours, z.tuple([z.string().min(1), ours])])),
});
const smsTemplates = z.partialRecord(z.enum(messageTemplates), z.partialRecord(z.enum(locales), smsTemplate));
export type SmsTemplates = z.infer<typeof smsTemplates>;

/** Of a value, in characters. */
const longest = z.number().int().min(10).max(500).default(longestSmsValue);

export const webhookSettings = z.object({ url: address });

export const aliyunSettings = z.object({
  endpoint: address.default('https://dysmsapi.aliyuncs.com'),
  accessKeyId: z.string().min(1),
  signName: z.string().min(1),
  longest,
  templates: smsTemplates,
});

export const tencentSettings = z.object({
  endpoint: address.default('https://sms.tencentcloudapi.com'),
  region: z.string().default('ap-guangzhou'),
  secretId: z.string().min(1),
  sdkAppId: z.string().min(1),
  signName: z.string().min(1),
  longest,
  templates: smsTemplates,
});

export const wechatSettings = z.object({
  endpoint: address.default('https://api.weixin.qq.com'),
  appId: z.string().min(1),
  way: z.enum(['template', 'subscription']).default('template'),
  longest: z.number().int().min(5).max(500).default(20),
  templates: smsTemplates,
});

export const wecomSettings = z.object({
  endpoint: address.default('https://qyapi.weixin.qq.com'),
  form: z.enum(['markdown', 'text']).default('markdown'),
});

export type WechatSettings = z.infer<typeof wechatSettings>;
export type WecomSettings = z.infer<typeof wecomSettings>;
export type WebhookSettings = z.infer<typeof webhookSettings>;
export type AliyunSettings = z.infer<typeof aliyunSettings>;
export type TencentSettings = z.infer<typeof tencentSettings>;

/** By kind: what is stored readable, and the name under which its one secret is sealed. */
export const channelShapes: Readonly<
  Record<SiteChannelKind, { readonly settings: z.ZodType<object>; readonly secret: string }>
> = {
  webhook: { settings: webhookSettings, secret: 'key' },
  aliyun: { settings: aliyunSettings, secret: 'accessKeySecret' },
  tencent: { settings: tencentSettings, secret: 'secretKey' },
  wechat: { settings: wechatSettings, secret: 'appSecret' },
  wecom: { settings: wecomSettings, secret: 'key' },
};

export interface SmsTemplate {
  readonly code: string;
  /** the provider's name of a parameter, and ours */
  readonly parameters: readonly (readonly [theirs: string, ours: string])[];
}

/** The approved template for a message, in its language or else in Chinese; null: none was approved. */
export function smsTemplateFor(
  templates: SmsTemplates,
  template: MessageTemplate,
  locale: Locale,
): SmsTemplate | null {
  const found = templates[template]?.[locale] ?? templates[template]?.['zh-CN'];
  if (found === undefined) return null;
  return {
    code: found.code,
    parameters: found.parameters.map((one) => (typeof one === 'string' ? [one, one] : one)),
  };
}

export function secretOf(secrets: Readonly<Record<string, string>>, name: string): string {
  const value = secrets[name];
  if (value === undefined || value === '') throw new Error(`the channel's secret ${name} is missing`);
  return value;
}
