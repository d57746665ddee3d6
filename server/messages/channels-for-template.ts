import type { MessageTemplate, SiteChannelKind } from '../domain/message/message.ts';
import type { Database } from '../store/database.ts';
import { type ConnectedChannel, channelsFor } from '../store/message/channel-query.ts';
import { channelShapes, type SmsTemplates, smsTemplateFor } from './channel-settings.ts';

/** The channels in use at a site that can say a message in any language: providers of SMS only what they have approved. */
export async function channelsForTemplate(
  { reader }: Pick<Database, 'reader'>,
  site: string,
  template: MessageTemplate,
): Promise<readonly SiteChannelKind[]> {
  const channels = await channelsFor(reader, site);
  return channels.filter((one) => one.active && says(one, template)).map(({ kind }) => kind);
}

function says({ kind, settings }: ConnectedChannel, template: MessageTemplate): boolean {
  if (kind === 'webhook') return true;
  const read = channelShapes[kind].settings.safeParse(settings);
  const { templates } = (read.data ?? {}) as { readonly templates?: SmsTemplates };
  // the Chinese one stands in for every language
  return templates !== undefined && smsTemplateFor(templates, template, 'zh-CN') !== null;
}
