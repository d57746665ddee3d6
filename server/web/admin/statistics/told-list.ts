import type { System } from '../../../actions/system.ts';
import { type ToldFigures, toldFigures, toldGroupings } from '../../../domain/queue/figures/told-figures.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { recordedBetween } from '../../../store/statistics/recorded-day-query.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { date, oneOf } from '../list/filters.ts';
import { sitesOf, today } from '../staff-sites.ts';
import { periodIn, usualPeriod } from './period.ts';

/** Days that are counted at once. */
const longestForTold = 190;

/** Whether the waits that one site told came true: by week or by hour of the day. */
export const toldList = adminList({
  name: 'told',
  label: 'told.title',
  empty: { none: 'told.none', narrowed: 'told.none' },
  open: async ({ system, request, staff, page: { now } }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const theirs = sitesOf(catalogue, staff).filter(({ queues }) => queues.length > 0);
    const wanted = asked(request, 'site');
    const known = catalogue.sites.get(wanted);
    if (known !== undefined && !mayWorkAt(staff, known.code)) return 403;
    const site = wanted === '' ? theirs[0] : theirs.find(({ code }) => code === wanted);
    if (site === undefined) return 404;
    const day = today(site, now);
    return {
      site,
      theirs,
      usual: { site: theirs[0] ?? site, ...usualPeriod(request, day) },
      period: periodIn(request, day, longestForTold),
    };
  },
  frame: ({ page: { t, locale }, site, period: { from, to, cut } }) => {
    const { fullDay } = dateFormatting(locale);
    const said = t('told.lede', { from: fullDay(noonOf(from)), to: fullDay(noonOf(to)) });
    return {
      heading: t('told.titleAt', { site: site.name[locale] }),
      lede: cut ? `${said} ${t('told.cut', { days: longestForTold })}` : said,
      crumbs: [
        {
          href: `${paths.admin.section('statistics')}?site=${encodeURIComponent(site.code)}`,
          text: t('settings.menu.statistics'),
        },
      ],
    };
  },
  filters: ({ page: { t, locale }, theirs, usual }) => ({
    site: oneOf(
      t('day.site'),
      theirs.map(({ code }) => code),
      usual.site.code,
      (code) => theirs.find((one) => one.code === code)?.name[locale] ?? code,
    ),
    from: { ...date(t('statistics.from')), usual: usual.from },
    to: { ...date(t('statistics.to')), usual: usual.to },
    by: oneOf(t('told.by'), toldGroupings, 'week', (by) => t(`told.${by}`)),
  }),
  source: async ({ system, site, period }, { filters: { by } }): Promise<readonly ToldFigures[]> => {
    const days = await recordedBetween(system.database.reader, site.code, period.from, period.to);
    return toldFigures(days, by);
  },
  columns: ({ page: { t, locale }, site }, { filters: { by } }) => {
    const { fullDay } = dateFormatting(locale);
    const percent = (key: 'inside' | 'later' | 'sooner') => ({
      key,
      label: t(`told.${key}`),
      number: true,
      end: true,
      nowrap: true,
      cell: (line: ToldFigures) => {
        const share = Math.round(1000 * line[key]) / 10;
        return { text: String(share), file: share, order: share };
      },
    });
    const number = (key: 'told' | 'waited' | 'width') => ({
      key,
      label: t(`told.${key}`),
      number: true,
      end: true,
      cell: (line: ToldFigures) => {
        const value = Math.round(10 * line[key]) / 10;
        return { text: String(value), file: value, order: value };
      },
    });
    return [
      {
        key: 'group',
        label: t(`told.${by}`),
        nowrap: true,
        cell: ({ group }: ToldFigures) => ({
          text: by === 'week' ? fullDay(noonOf(group)) : `${group}:00–${group}:59`,
          order: group,
        }),
      },
      {
        key: 'queue',
        label: t('told.queue'),
        cell: ({ queue }: ToldFigures) => site.queues.find(({ id }) => id === queue)?.name[locale] ?? queue,
      },
      {
        key: 'kind',
        label: t('told.kind'),
        cell: ({ booked }: ToldFigures) => t(booked ? 'told.booked' : 'told.walkIn'),
      },
      number('told'),
      percent('inside'),
      percent('later'),
      percent('sooner'),
      {
        key: 'range',
        label: t('told.range'),
        nowrap: true,
        end: true,
        cell: ({ low, high }: ToldFigures) => ({
          text: `${Math.round(low)}–${Math.round(high)}`,
          order: high,
        }),
      },
      number('waited'),
      number('width'),
    ];
  },
  export: {
    action: 'statistics.export',
    subject: ({ site }) => site.code,
    file: ({ site, period: { from, to } }) => `told-${site.code}-${from}-${to}`,
  },
});
