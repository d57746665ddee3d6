import { clerkFigures } from '../../../actions/queue/clerk-figures.ts';
import type { System } from '../../../actions/system.ts';
import { minute } from '../../../domain/calendar/durations.ts';
import type { ClerkFigures } from '../../../domain/queue/figures/clerk-figures.ts';
import { quantile } from '../../../domain/queue/forecast/service-times.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { staffNames } from '../../../store/staff/staff-query.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { date, oneOf } from '../list/filters.ts';
import { sitesOf, today } from '../staff-sites.ts';
import { periodIn, usualPeriod } from './period.ts';
import { hoursOf } from './share.ts';

/** Days that are counted at once. */
const longestForClerks = 92;

interface ClerkLine extends ClerkFigures {
  /** null: nobody by name */
  readonly name: string | null;
}

/** What each clerk of one site has done, where the site keeps such figures. Elsewhere there is no such list, and nothing is read. */
export const clerkList = adminList({
  name: 'clerks',
  label: 'clerks.title',
  empty: { none: 'clerks.none' },
  open: async ({ system, request, staff, page: { now } }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const theirs = sitesOf(catalogue, staff).filter(({ hall }) => hall.figuresByClerk);
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
      period: periodIn(request, day, longestForClerks),
    };
  },
  frame: ({ page: { t, locale }, site, period: { from, to, cut } }) => {
    const { fullDay } = dateFormatting(locale);
    const said = t('clerks.lede', { from: fullDay(noonOf(from)), to: fullDay(noonOf(to)) });
    return {
      heading: t('clerks.titleAt', { site: site.name[locale] }),
      lede: cut ? `${said} ${t('clerks.cut', { days: longestForClerks })}` : said,
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
  }),
  sort: '-served',
  source: async ({ system, site, period }): Promise<readonly ClerkLine[]> => {
    const figures = await clerkFigures(system, site.code, period);
    const ids = [...figures.keys()].filter((id) => id !== null);
    const names = await staffNames(system.database.reader, ids);
    return [...figures].map(([id, its]) => ({ ...its, name: id === null ? null : (names.get(id) ?? '') }));
  },
  columns: ({ page: { t } }) => {
    const number = (key: string, label: string, of: (line: ClerkLine) => number | null) => ({
      key,
      label,
      number: true,
      end: true,
      cell: (line: ClerkLine) => {
        const value = of(line);
        return {
          text: String(value ?? '–'),
          file: value,
          order: value,
          faint: value === 0 || value === null,
        };
      },
    });
    return [
      {
        key: 'clerk',
        label: t('clerks.clerk'),
        cell: ({ name }: ClerkLine) => (name === null ? t('clerks.nobody') : name || t('clerks.gone')),
      },
      number('served', t('statistics.column.served'), ({ served }) => served),
      number('missingMaterials', t('statistics.column.missingMaterials'), (line) => line.missingMaterials),
      number('serviceMedian', t('statistics.column.serviceMedian'), ({ durations }) => minutesOf(durations)),
      number('servingHours', t('statistics.column.servingHours'), ({ durations }) =>
        hoursOf(durations.reduce((sum, one) => sum + one, 0)),
      ),
      number('missed', t('clerks.missed'), ({ missed }) => missed),
      number('transferred', t('clerks.transferred'), ({ transferred }) => transferred),
      number('takenBack', t('clerks.takenBack'), ({ takenBack }) => takenBack),
    ];
  },
  export: {
    action: 'statistics.export',
    subject: ({ site }) => site.code,
    file: ({ site, period: { from, to } }) => `clerks-${site.code}-${from}-${to}`,
  },
});

/** The median in minutes, with one decimal; null: of nothing. */
function minutesOf(durations: readonly number[]): number | null {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted.length === 0 ? null : Math.round((10 * quantile(sorted, 0.5)) / minute) / 10;
}
