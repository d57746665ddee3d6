import type { System } from '../../../actions/system.ts';
import { objectionKinds, objectionState, objectionStates } from '../../../domain/booking/objection.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { objectionIds, objectionOrders, searchObjections } from '../../../store/booking/objection-query.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice } from '../list/filters.ts';
import { listPage } from '../list/list-page.ts';

const tags = {
  open: 'tag tag--seal',
  overdue: 'tag tag--stop',
  granted: 'tag tag--done',
  declined: 'tag',
} as const;

/** What visitors say against missed visits and released places; unanswered ones first. Each is answered on the page of its booking. */
const objectionList = adminList({
  name: 'objections',
  label: 'objections.title',
  empty: { none: 'objections.none' },
  open: async ({ system, request, staff: reader }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const site = asked(request, 'site');
    if (site !== '' && !catalogue.sites.has(site)) return 404;
    if (site !== '' && !mayWorkAt(reader, site)) return 403;
    const theirs = [...catalogue.sites.keys()].filter((code) => mayWorkAt(reader, code));
    return { catalogue, site, theirs, sites: site === '' ? theirs : [site] };
  },
  frame: ({ page: { t } }) => ({ heading: t('objections.title'), lede: t('objections.lede') }),
  filters: ({ page: { t, locale }, catalogue, theirs, site }) => ({
    site: choice(
      t('objections.site'),
      t('objections.all'),
      theirs.length > 1 || site !== '' ? theirs : [],
      (code) => catalogue.sites.get(code)?.name[locale] ?? code,
    ),
    kind: choice(t('objections.kind'), t('objections.all'), objectionKinds, (kind) =>
      t(`objections.about.${kind}`),
    ),
    state: choice(t('objections.state'), t('objections.all'), objectionStates, (is) =>
      t(`objections.is.${is}`),
    ),
  }),
  orders: objectionOrders,
  source: async ({ system, sites, page: { now } }, { filters: { state, kind }, ...wanted }) => {
    const search = { ...wanted, sites, now, state: state || null, kind: kind || null };
    const { lines, total } = await searchObjections(system.database.reader, search);
    return { items: lines.map((one) => ({ ...one, is: objectionState(one, one.state, now) })), total };
  },
  ids: ({ system, sites, page: { now } }, { filters: { state, kind }, ...wanted }) =>
    objectionIds(system.database.reader, {
      ...wanted,
      ...{ sites, now, state: state || null, kind: kind || null },
    }),
  columns: ({ page: { t, locale }, catalogue }) => {
    const time = (site: string, at: number) => ({
      text: formatting(locale, catalogue.sites.get(site)?.timeZone ?? 'Asia/Shanghai').listTime(at),
      order: at,
    });
    return [
      {
        key: 'reference',
        label: t('objections.reference'),
        kind: 'figures',
        cell: ({ reference }) => ({ text: reference, href: paths.admin.item('day', reference) }),
      },
      {
        key: 'state',
        label: t('objections.state'),
        cell: ({ is }) => ({
          text: t(`objections.is.${is}`),
          tag: tags[is],
          order: objectionStates.indexOf(is),
        }),
      },
      {
        key: 'kind',
        label: t('objections.kind'),
        cell: ({ kind }) => t(`objections.about.${kind}`),
      },
      {
        key: 'due',
        label: t('objections.due'),
        kind: 'figures',
        cell: ({ site, dueAt }) => time(site, dueAt - 1),
      },
      {
        key: 'when',
        label: t('objections.when'),
        kind: 'figures',
        cell: ({ site, start }) => time(site, start),
      },
      { key: 'enterprise', label: t('objections.enterprise'), cell: ({ enterprise }) => enterprise },
      {
        key: 'made',
        label: t('objections.made'),
        kind: 'figures',
        cell: ({ site, madeAt }) => time(site, madeAt),
      },
      {
        key: 'site',
        label: t('objections.site'),
        cell: ({ site }) => catalogue.sites.get(site)?.name[locale] ?? site,
      },
    ];
  },
  export: { subject: ({ site }) => site || 'all' },
});

export const objectionPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('objections'),
    audience: staff('booking.read'),
    ...listPage(objectionList),
    menu: { under: 'daily', text: 'objections.title' },
  },
];
