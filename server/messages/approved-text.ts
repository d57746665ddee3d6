import type { Locale } from '../domain/catalogue/words.ts';
import type { MessageTemplate, SiteChannelKind } from '../domain/message/message.ts';
import { isSpokenName, type SpokenName, spokenNames } from '../domain/message/spoken-names.ts';
import { words } from '../locales/words.ts';

/** A text that a provider can be asked to approve, and the parameters in it, in order. */
export interface ApprovedText {
  readonly text: string;
  readonly parameters: readonly SpokenName[];
}

const inBraces = /\{(\w+)\}/g;
const names = Object.fromEntries(spokenNames.map((name) => [name, `{${name}}`]));

/** The built-in words of a message in the provider's notation: `${name}` (Aliyun), `{1}` (Tencent) or `{{name.DATA}}` (WeChat). */
export function approvedText(
  template: MessageTemplate,
  locale: Locale,
  kind: Exclude<SiteChannelKind, 'webhook' | 'wecom'>,
): ApprovedText {
  const parameters: SpokenName[] = [];
  const lead = words(locale)(`mail.${template}.lead`, names);
  const text = lead.replace(inBraces, (whole, name: string) => {
    if (!isSpokenName(name)) return whole;
    if (!parameters.includes(name)) parameters.push(name);
    if (kind === 'wechat') return `{{${name}.DATA}}`;
    return kind === 'aliyun' ? `\${${name}}` : `{${parameters.indexOf(name) + 1}}`;
  });
  return { text, parameters };
}
