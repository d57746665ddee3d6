import { clustersAt, type SiteCluster } from '../../../actions/booking/clusters-at.ts';
import type { System } from '../../../actions/system.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice, oneOf, tabs } from '../list/filters.ts';

export const clusterSection = 'clusters';

const clusterStates = ['open', 'looked', 'all'] as const;
type ClusterState = (typeof clusterStates)[number];

function isIn(state: ClusterState, { looked }: SiteCluster): boolean {
  return state === 'all' || looked === (state === 'looked');
}

/** A cluster is called by the booking in it that was made first. */
function addressOf({ bookings }: SiteCluster): string {
  return paths.admin.item(clusterSection, bookings[0]?.reference ?? '');
}

/** One sentence a sign, each true of so many of its bookings. */
export function reasonsSaid({ reasons }: SiteCluster, { t }: PageContext): readonly string[] {
  return reasons.map(({ sign, bookings, groups }) =>
    t(`clusters.because.${sign}`, { count: bookings.size, groups }),
  );
}

/** Bookings that were hardly made by as many visitors as they name, the likeliest first. */
export const clusterList = adminList({
  name: 'clusters',
  label: 'clusters.title',
  empty: { none: 'clusters.none' },
  open: async ({ system, request, staff }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const site = asked(request, 'site');
    if (site !== '' && !catalogue.sites.has(site)) return 404;
    if (site !== '' && !mayWorkAt(staff, site)) return 403;
    const theirs = [...catalogue.sites.keys()].filter((code) => mayWorkAt(staff, code));
    return { catalogue, site, theirs, clusters: await clustersAt(system, site === '' ? theirs : [site]) };
  },
  filters: ({ page: { t, locale }, catalogue, theirs, site, clusters }) => ({
    state: tabs(
      oneOf(t('clusters.state'), clusterStates, 'open', (state) => t(`clusters.states.${state}`)),
      (state) => clusters.filter((cluster) => isIn(state, cluster)).length,
    ),
    site: choice(
      t('clusters.site'),
      t('clusters.all'),
      theirs.length > 1 || site !== '' ? theirs : [],
      (code) => catalogue.sites.get(code)?.name[locale] ?? code,
    ),
  }),
  source: ({ clusters }, { filters }) => clusters.filter((cluster) => isIn(filters.state, cluster)),
  columns: ({ page, catalogue }) => {
    const { t, locale } = page;
    const span = (cluster: SiteCluster, of: (one: SiteCluster['bookings'][number]) => number) => {
      const { listTime } = formatting(locale, catalogue.sites.get(cluster.site)?.timeZone ?? 'Asia/Shanghai');
      const instants = cluster.bookings.map(of);
      const [first, last] = [Math.min(...instants), Math.max(...instants)];
      const [from, to] = [listTime(first), listTime(last)];
      return { text: from === to ? from : t('clusters.span', { from, to }), order: first };
    };
    return [
      {
        key: 'bookings',
        label: t('clusters.bookings'),
        kind: 'count',
        cell: (cluster) => ({
          text: t('clusters.count', { count: cluster.bookings.length }),
          href: addressOf(cluster),
          order: cluster.bookings.length,
        }),
      },
      {
        key: 'score',
        label: t('clusters.score'),
        kind: 'count',
        nowrap: true,
        cell: ({ score }) => ({ text: String(score), order: score }),
      },
      {
        key: 'because',
        label: t('clusters.reasons'),
        cell: (cluster) => reasonsSaid(cluster, page).join(t('clusters.between')),
      },
      { key: 'made', label: t('clusters.made'), cell: (cluster) => span(cluster, ({ madeAt }) => madeAt) },
      { key: 'visits', label: t('clusters.visits'), cell: (cluster) => span(cluster, ({ start }) => start) },
      {
        key: 'site',
        label: t('clusters.site'),
        cell: ({ site }) => catalogue.sites.get(site)?.name[locale] ?? site,
      },
    ];
  },
  export: { subject: ({ site }) => site || 'all' },
});
