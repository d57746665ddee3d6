import { daysToCome, type OfficeNow, officesNow } from '../../../actions/queue/offices-now.ts';
import type { System } from '../../../actions/system.ts';
import type { City } from '../../../domain/catalogue/catalogue.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { paths, withQuery } from '../../paths.ts';
import type { Column } from '../list/cell.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice, search } from '../list/filters.ts';
import { listPage } from '../list/list-page.ts';
import { sitesOf } from '../staff-sites.ts';
import { stateTags } from '../state-tags.ts';

const groups = ['open', 'shut', 'alarms'] as const;
type Group = (typeof groups)[number];

const atWork: ReadonlySet<string> = new Set(['open', 'last_call', 'closing', 'paused']);

function isIn(group: Group | '', { state, alarms }: OfficeNow): boolean {
  if (group === 'alarms') return (alarms ?? 0) > 0;
  return group === '' || atWork.has(state) === (group === 'open');
}

/** Every office that somebody may see, as it is now. */
const officeList = adminList({
  name: 'offices',
  label: 'offices.title',
  empty: { none: 'offices.none' },
  open: async ({ system, staff: reader }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const sites = sitesOf(catalogue, reader);
    const theirs = new Set(sites.map(({ city }) => city));
    const cities: readonly City[] = catalogue.cities.filter(({ code }) => theirs.has(code));
    return { catalogue, sites, cities };
  },
  frame: ({ page: { t } }) => ({ heading: t('offices.title'), lede: t('offices.lede') }),
  filters: ({ page: { t, locale }, cities }) => ({
    name: search(t('offices.name'), { private: false }),
    city: choice(
      t('offices.city'),
      t('offices.everyCity'),
      cities.map(({ code }) => code),
      (code) => cities.find((one) => one.code === code)?.name[locale] ?? code,
    ),
    group: choice(t('offices.group'), t('offices.all'), groups, (group) => t(`offices.groups.${group}`)),
  }),
  sort: '-waiting',
  source: async ({ system, catalogue, sites }, { filters: { name, city, group } }) => {
    const wanted = name.toLowerCase();
    const some = sites.filter(
      (site) =>
        (city === '' || site.city === city) &&
        [site.code, site.name['zh-CN'], site.name.en].some((one) => one.toLowerCase().includes(wanted)),
    );
    return (await officesNow(system, catalogue, some)).filter((office) => isIn(group, office));
  },
  columns: ({ page: { t, locale }, cities }) => {
    const count = (key: 'waiting' | 'counters' | 'done' | 'booked'): Column<OfficeNow> => ({
      key,
      label: t(`offices.${key}`),
      kind: 'count',
      cell: (office) => ({ text: String(office[key]), order: office[key] }),
    });
    return [
      {
        key: 'name',
        label: t('offices.name'),
        cell: ({ site }) => ({
          text: site.name[locale],
          href: withQuery(paths.admin.section('day'), { site: site.code }),
        }),
      },
      {
        key: 'city',
        label: t('offices.city'),
        cell: ({ site: { city } }) => cities.find(({ code }) => code === city)?.name[locale] ?? city,
      },
      {
        key: 'state',
        label: t('offices.state'),
        cell: ({ state }) => ({ text: t(`settings.overview.states.${state}`), tag: stateTags[state] }),
      },
      count('waiting'),
      {
        key: 'longest',
        label: t('offices.longest'),
        kind: 'count',
        cell: ({ longest }) => ({ text: longest === null ? '–' : String(longest), order: longest ?? -1 }),
      },
      count('counters'),
      {
        key: 'alarms',
        label: t('offices.alarms'),
        kind: 'count',
        cell: ({ alarms }) => ({
          text: alarms === null ? '–' : String(alarms),
          order: alarms ?? -1,
          ...(alarms === null || alarms === 0 ? {} : { tag: 'tag tag--stop' }),
        }),
      },
      count('done'),
      count('booked'),
      {
        key: 'coming',
        label: t('offices.coming', { days: daysToCome }),
        kind: 'count',
        cell: ({ coming }) => ({ text: String(coming), order: coming }),
      },
    ];
  },
});

/** All offices of a city or of the country in one list. */
export const officePages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('offices'),
    audience: staff('statistics.read'),
    ...listPage(officeList),
    menu: { under: 'daily', text: 'offices.title' },
  },
];
