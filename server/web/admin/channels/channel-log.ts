import { siteChannelKinds } from '../../../domain/message/message.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { channelLog, channelLogIds, channelLogOrders } from '../../../store/message/channel-log-query.ts';
import { paths } from '../../paths.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { outboxLine } from '../outbox-view.ts';
import { siteOfRequest } from '../sites/site-frame.ts';
import type { ChannelPageSystem } from './channel-page-system.ts';

/** What the channels of a site were given to deliver, or one of them; each line leads to the whole of its message. */
export const channelLogList = adminList({
  name: 'log',
  prefix: 'log-',
  linesPerPage: 25,
  label: 'mail.outbox.log',
  empty: { none: 'channels.logNone' },
  open: async ({ system, request, staff }: ListRequest<ChannelPageSystem>) => {
    const site = siteOfRequest(request);
    const wanted = request.params['kind'];
    const kind = siteChannelKinds.find((one) => one === wanted) ?? null;
    if (!mayWorkAt(staff, site) || (kind === null && wanted !== undefined)) return 404;
    return { site, kind, catalogue: await system.catalogue() };
  },
  at: ({ site, kind }) =>
    kind === null ? paths.admin.act('sites', site, 'channels') : paths.admin.channel(site, kind),
  orders: channelLogOrders,
  sort: '-time',
  source: async ({ system, page, site, kind, catalogue }, asked) => {
    // what was tested a moment ago must be there
    const { messages, total } = await channelLog(system.database.writer, { site, kind, ...asked });
    const items = messages.map((message) => ({
      ...outboxLine(message, page.locale, catalogue),
      answer: message.log.at(-1)?.answer ?? '',
    }));
    return { items, total };
  },
  ids: ({ system, site, kind }, asked) => channelLogIds(system.database.writer, { site, kind, ...asked }),
  columns: ({ page: { t }, kind }) => [
    {
      key: 'time',
      label: t('mail.outbox.time'),
      kind: 'figures',
      cell: ({ time, href }) => ({ text: time, href }),
    },
    {
      key: 'template',
      label: t('mail.outbox.template'),
      cell: ({ about, reference }) => ({ text: about, below: reference }),
    },
    {
      key: 'reference',
      label: t('mail.facts.reference'),
      only: 'file',
      cell: ({ reference }) => reference,
    },
    {
      key: 'recipient',
      label: t('mail.outbox.recipient'),
      kind: 'figures',
      cell: ({ recipient }) => recipient,
    },
    {
      key: 'channel',
      label: t('mail.outbox.channel'),
      only: kind === null ? undefined : 'file',
      cell: ({ channel }) => channel,
    },
    { key: 'state', label: t('mail.outbox.state'), cell: ({ state, tag }) => ({ text: state, tag }) },
    { key: 'answer', label: t('mail.outbox.logAnswer'), wrap: true, cell: ({ answer }) => answer },
  ],
  export: {
    subject: ({ site }) => site,
    file: ({ site, kind }) => `channel-log-${site}${kind === null ? '' : `-${kind}`}`,
  },
});
