import type { System } from '../../../actions/system.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { eventFigures } from '../../../store/event/event-log-query.ts';
import { listSubscribers } from '../../../store/event/subscriber-query.ts';
import { formatting, said } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';

/** Other systems that are told of events, those that have ended too. */
export const subscriberList = adminList({
  name: 'subscribers',
  label: 'settings.subscribers.title',
  empty: { none: 'settings.subscribers.none' },
  open: async ({ system }: ListRequest<System>) => ({
    sites: (await system.catalogue()).sites,
    figuresOf: await eventFigures(system.database.reader),
  }),
  // what was made a moment ago must be there
  source: ({ system }) => listSubscribers(system.database.writer),
  columns: ({ page: { t, locale }, sites, figuresOf }) => {
    const { listTime } = formatting(locale, staffZone);
    const figure = (state: 'sent' | 'queued' | 'dead') => ({
      key: state,
      label: t(`settings.subscribers.states.${state}`),
      kind: 'count' as const,
      cell: ({ id }: { readonly id: string }) => ({
        text: String(figuresOf(id)[state]),
        order: figuresOf(id)[state],
      }),
    });
    return [
      {
        key: 'name',
        label: t('settings.subscribers.name'),
        cell: ({ id, name }) => ({ text: name, href: paths.admin.item('subscribers', id) }),
      },
      {
        key: 'site',
        label: t('settings.subscribers.site'),
        cell: ({ site }) => {
          if (site === null) return t('settings.subscribers.everySite');
          const its = sites.get(site);
          return its === undefined ? site : said(its.name, locale);
        },
      },
      { key: 'host', label: t('settings.subscribers.host'), cell: ({ url }) => new URL(url).host },
      figure('sent'),
      figure('queued'),
      figure('dead'),
      {
        key: 'created',
        label: t('settings.subscribers.created'),
        kind: 'figures',
        cell: ({ createdAt }) => ({ text: listTime(createdAt), order: createdAt }),
      },
      {
        key: 'state',
        label: t('settings.subscribers.state'),
        cell: ({ endedAt }) =>
          endedAt === null
            ? { text: t('settings.subscribers.on'), tag: 'tag tag--done' }
            : { text: t('settings.subscribers.ended'), tag: 'tag tag--faint' },
      },
    ];
  },
  acts: ({ page: { t }, staff }) =>
    staff.role === 'administrator' && isPermitted(staff.role, 'settings.change')
      ? {
          label: t('settings.subscribers.act'),
          of: ({ id, name, endedAt }) =>
            endedAt === null
              ? [
                  {
                    action: paths.admin.act('subscribers', id, 'end'),
                    text: t('settings.subscribers.end'),
                    about: name,
                  },
                ]
              : [],
        }
      : null,
});
