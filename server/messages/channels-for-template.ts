import { inOrder, type OrderedKind, takesMobile } from '../domain/message/channel-order.ts';
import type { MessageTemplate } from '../domain/message/message.ts';
import type { Database } from '../store/database.ts';
import { type ConnectedChannel, channelOrder, channelsFor } from '../store/message/channel-query.ts';
import { channelShapes, type SmsTemplates, smsTemplateFor } from './channel-settings.ts';

/** The channels in use at a site that can say a message to a mobile in any language, in its order: providers of SMS only what they have approved. */
export async function channelsForTemplate(
  database: Pick<Database, 'reader'>,
  site: string,
  template: MessageTemplate,
): Promise<readonly OrderedKind[]> {
  return (await waysOfTemplate(database, site, template)).filter(takesMobile);
}

/** The same with WeChat among them, which reaches only those who have asked for it with their booking. */
export async function waysOfTemplate(
  { reader }: Pick<Database, 'reader'>,
  site: string,
  template: MessageTemplate,
): Promise<readonly OrderedKind[]> {
  const saying = (await channelsFor(reader, site)).filter((one) => one.active && says(one, template));
  const kinds = inOrder(
    saying.map(({ kind }) => kind),
    await channelOrder(reader, site),
  );
  return kinds.filter((kind) => kind !== 'mail');
}

function says({ kind, settings }: ConnectedChannel, template: MessageTemplate): boolean {
  if (kind === 'webhook' || kind === 'wecom') return kind === 'webhook';
  const read = channelShapes[kind].settings.safeParse(settings);
  const { templates } = (read.data ?? {}) as { readonly templates?: SmsTemplates };
  // the Chinese one stands in for every language
  return templates !== undefined && smsTemplateFor(templates, template, 'zh-CN') !== null;
}
