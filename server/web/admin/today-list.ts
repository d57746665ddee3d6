import { mayWorkAt } from '../../domain/staff/permissions.ts';
import type { PageSystem } from '../page-system.ts';
import { paths, withQuery } from '../paths.ts';
import type { Column } from './list/cell.ts';
import { adminList, type ListRequest } from './list/declared-list.ts';
import { type SiteToday, sitesToday, withLastCall } from './site-today.ts';
import { stateTags } from './state-tags.ts';

/** The sites of whoever asks, each with its day so far. */
export const todayList = adminList({
  name: 'overview',
  label: 'settings.overview.today',
  empty: { none: 'settings.overview.noSites' },
  open: async ({ system, staff, page }: ListRequest<PageSystem>) => {
    const records = await system.catalogueCache.records(system.database.reader);
    const sites = records.sites.filter(({ active, code }) => active && mayWorkAt(staff, code));
    return { records, sites, today: await sitesToday(system, records, sites, page) };
  },
  source: ({ today }) => today,
  shown: ({ system }, lines) => withLastCall(system, lines),
  columns: ({ page: { t, locale } }) => {
    const count = (key: 'waiting' | 'counters' | 'booked' | 'served'): Column<SiteToday> => ({
      key,
      label: t(`settings.overview.${key}`),
      kind: 'count',
      cell: (one) => String(one[key]),
    });
    return [
      {
        key: 'name',
        label: t('settings.field.name'),
        cell: ({ site }) => ({
          text: site.name[locale],
          href: withQuery(paths.admin.section('day'), { site: site.code }),
        }),
      },
      count('waiting'),
      count('counters'),
      { key: 'hours', label: t('common.hours'), cell: ({ hours }) => hours },
      {
        key: 'state',
        label: t('settings.overview.hall'),
        cell: ({ state }) => ({ text: t(`settings.overview.states.${state}`), tag: stateTags[state] }),
      },
      count('booked'),
      count('served'),
      {
        key: 'conflicts',
        label: t('settings.overview.conflicts'),
        kind: 'count',
        cell: ({ conflicts, site }) => ({
          text: String(conflicts),
          href: conflicts === 0 ? undefined : paths.admin.act('sites', site.code, 'conflicts'),
        }),
      },
    ];
  },
});
