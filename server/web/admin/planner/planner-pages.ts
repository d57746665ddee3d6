import type { System } from '../../../actions/system.ts';
import { plannedStaffing } from '../../../store/queue/planned-staffing-query.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { paths } from '../../paths.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { listPage } from '../list/list-page.ts';
import { sitesOf } from '../staff-sites.ts';
import { daysAheadPage } from './days-ahead-page.ts';
import { plannerPage } from './planner-page.ts';
import { weekdayKey } from './planner-tabs.ts';
import { rosterDayPage } from './roster-day-page.ts';

/** The sites whose counters somebody plans, and what is planned of them. */
const plannerList = adminList({
  name: 'planner',
  label: 'planner.title',
  empty: { none: 'planner.none' },
  open: async ({ system, staff: reader }: ListRequest<System>) => {
    system.planner.begin();
    const sites = sitesOf(await system.catalogue(), reader);
    const planned = await Promise.all(
      sites.map(async (site) => ({
        site,
        weekdays: [...(await plannedStaffing(system.database.reader, site.code)).keys()],
      })),
    );
    return { planned };
  },
  frame: ({ page: { t } }) => ({ heading: t('planner.title'), lede: t('planner.sites') }),
  source: ({ planned }) => planned,
  columns: ({ page: { t, locale } }) => [
    {
      key: 'site',
      label: t('planner.site'),
      cell: ({ site }) => ({ text: site.name[locale], href: paths.admin.item('planner', site.code) }),
    },
    {
      key: 'planned',
      label: t('planner.planned'),
      cell: ({ weekdays }) =>
        weekdays
          .map((weekday) => t(`planner.weekday.${weekdayKey({ weekday })}`))
          .join(locale === 'en' ? ', ' : '、') || t('planner.nothingPlanned'),
    },
  ],
});

export const plannerPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('planner'),
    audience: staff('hall.manage'),
    ...listPage(plannerList),
    menu: { under: 'daily', text: 'planner.title' },
  },
  plannerPage,
  daysAheadPage,
  rosterDayPage,
];
