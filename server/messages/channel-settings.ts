import { z } from 'zod';
import type { Locale } from '../domain/catalogue/words.ts';
import { locales } from '../domain/catalogue/words.ts';
import { type MessageTemplate, messageTemplates } from '../domain/message/message.ts';

const address = z.url({ protocol: /^https?$/ });

/** A template that the provider has approved, and which of our parameters it takes, in its order (under its names, if they differ). */
const smsTemplate = z.object({
  code: z.string().min(1),
  parameters: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
});
const smsTemplates = z.partialRecord(z.enum(messageTemplates), z.partialRecord(z.enum(locales), smsTemplate));

/** Secret beside it: `key`, which signs. */
export const webhookSettings = z.object({ url: address });

/** Secret beside it: `accessKeySecret`. */
export const aliyunSettings = z.object({
  endpoint: address.default('https://dysmsapi.aliyuncs.com'),
  accessKeyId: z.string().min(1),
  signName: z.string().min(1),
  templates: smsTemplates,
});

/** Secret beside it: `secretKey`. */
export const tencentSettings = z.object({
  endpoint: address.default('https://sms.tencentcloudapi.com'),
  region: z.string().default('ap-guangzhou'),
  secretId: z.string().min(1),
  sdkAppId: z.string().min(1),
  signName: z.string().min(1),
  templates: smsTemplates,
});

export type WebhookSettings = z.infer<typeof webhookSettings>;
export type AliyunSettings = z.infer<typeof aliyunSettings>;
export type TencentSettings = z.infer<typeof tencentSettings>;

export interface SmsTemplate {
  readonly code: string;
  /** the provider's name of a parameter, and ours */
  readonly parameters: readonly (readonly [theirs: string, ours: string])[];
}

/** The approved template for a message, in its language or else in Chinese; null: none was approved. */
export function smsTemplateFor(
  templates: z.infer<typeof smsTemplates>,
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
