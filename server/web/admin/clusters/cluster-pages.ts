import type { Request, Response } from 'express';
import { z } from 'zod';
import { clustersAt, type SiteCluster } from '../../../actions/booking/clusters-at.ts';
import { lookAtCluster } from '../../../actions/booking/look-at-cluster.ts';
import { releaseBookings } from '../../../actions/booking/release-bookings.ts';
import type { System } from '../../../actions/system.ts';
import { releaseCauses } from '../../../domain/booking/release.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { accept } from '../../../domain/outcome.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { bookingByReference } from '../../../store/booking/booking-query.ts';
import { staff, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formPage } from '../../form/form-page.ts';
import type { PageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { asked, parameter } from '../../request/asked.ts';
import { typed } from '../../request/typed.ts';
import { adminPage } from '../admin-page.ts';
import { atOffice, type OfficePlace } from '../form/office-form.ts';
import type { ListView } from '../list/list-view.ts';
import { showList } from '../list/show-list.ts';
import { clusterList, clusterSection } from './cluster-list.ts';
import { type ClusterView, clusterView, confirmationOf, longestNote, mostAtOnce } from './cluster-view.ts';

export interface ClustersView {
  readonly list: ListView;
  /** what has just been done */
  readonly notice: string | null;
  /** what could not be */
  readonly left: string | null;
}

interface AtCluster extends OfficePlace<System> {
  readonly cluster: SiteCluster;
  readonly site: Site;
  readonly mayRelease: boolean;
}

const listPage = adminPage<ClustersView>('admin/clusters/clusters', (_view, { t }) => t('clusters.title'));
const onePage = adminPage<ClusterView>('admin/clusters/cluster', ({ heading }) => heading);
const several = z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.string()));

/** Null: there is no such booking, it is not of their sites, or it is in no cluster (any more), and that has been said. */
async function open(system: System, request: Request, response: Response): Promise<AtCluster | null> {
  const booking = await bookingByReference(system.database.reader, parameter(request, 'cluster'));
  const site = booking === null ? undefined : (await system.catalogue()).sites.get(booking.site);
  const office = atOffice(system, request, response);
  if (booking === null || site === undefined) {
    renderErrorPage(response, 404);
    return null;
  }
  if (!mayWorkAt(office.staff, site.code)) {
    renderErrorPage(response, 403, 'not_permitted');
    return null;
  }
  const clusters = await clustersAt(system, [site.code]);
  const cluster = clusters.find(({ bookings }) => bookings.some(({ id }) => id === booking.id));
  if (cluster === undefined) {
    response.redirect(303, withQuery(paths.admin.section(clusterSection), { gone: '1' }));
    return null;
  }
  return { ...office, cluster, site, mayRelease: isPermitted(office.staff.role, 'cluster.release') };
}

const reads = ['cluster.release', 'audit.read'] as const;

interface Done {
  readonly released: number;
  /** on the waiting list, by the same hand */
  readonly aside: number;
  readonly looked: number;
  readonly again: boolean;
}

function noticeOf({ released, aside, looked, again }: Done, t: PageContext['t']): string | null {
  const first = t('clusters.released', { count: released });
  if (released > 0)
    return aside === 0
      ? first
      : t('common.sentences', { first, next: t('clusters.aside', { count: aside }) });
  if (looked > 0) return t('clusters.look.done', { count: looked });
  return again ? t('clusters.look.undone') : null;
}

/** Bookings that look as if one hand had made them, and the way to release them. */
export const clusterPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section(clusterSection),
    audience: staff(...reads),
    menu: { under: 'daily', text: 'clusters.title' },
    lists: [clusterList],
    get: (system) => async (request, response) => {
      const shown = await showList(clusterList, system, request, response);
      if (shown === null) return;
      const { t } = shown.context.page;
      const count = (name: string) =>
        /^\d{1,6}$/.test(asked(request, name)) ? Number(asked(request, name)) : 0;
      const [released, left] = [count('released'), count('left')];
      renderPage(response, listPage, {
        list: shown.list,
        notice: noticeOf(
          {
            ...{ released, aside: count('aside'), looked: count('looked') },
            again: asked(request, 'again') === '1',
          },
          t,
        ),
        left:
          left > 0
            ? t('clusters.left', { count: left })
            : asked(request, 'gone') === '1'
              ? t('clusters.gone')
              : null,
      });
    },
  },
  formPage({
    path: paths.admin.item(clusterSection, ':cluster'),
    audience: staffOfSite(...reads),
    changes: staffOfSite('cluster.release'),
    page: onePage,
    open,
    schema: z.object({
      booking: several.pipe(z.array(z.string().max(40)).min(1).max(mostAtOnce)),
      cause: z.enum(releaseCauses),
      note: z.string().trim().min(1).max(longestNote),
    }),
    act: async ({ system, cluster, staff: actor }, { booking: chosen, cause, note }, { body }) => {
      const token = confirmationOf(chosen, cause);
      if (body['_confirm'] !== token) return { again: 200, more: token };
      const ids = new Map(cluster.bookings.map(({ reference, id }) => [reference, id]));
      const bookings = chosen.map((reference) => ids.get(reference) ?? '');
      const done = await releaseBookings(system, cluster, { bookings, cause, note }, actor);
      if (!done.ok) return done;
      const { done: released, left, aside } = done.value;
      const counts = { released, left, ...(aside === 0 ? {} : { aside }) };
      return accept(withQuery(paths.admin.section(clusterSection), counts));
    },
    fieldOf: { default: 'note' },
    say: ({ code, details }, t) => {
      const field = String(details?.['field'] ?? '');
      if (field === 'booking' || field === 'cause' || field === 'note') return t(`clusters.wrong.${field}`);
      return t(`refusal.${code}`, details);
    },
    view: (place, state) => clusterView(place, state),
  }),
  {
    path: paths.admin.act(clusterSection, ':cluster', 'looked'),
    audience: staffOfSite('cluster.release'),
    post: (system) => async (request, response) => {
      const place = await open(system, request, response);
      if (place === null) return;
      const looked = typed(request.body, 'looked') !== '0';
      const done = await lookAtCluster(system, place.cluster, looked, place.staff);
      if (!done.ok) return renderErrorPage(response, 403, 'not_permitted');
      const said = looked ? { looked: place.cluster.bookings.length } : { again: '1' };
      response.redirect(303, withQuery(paths.admin.section(clusterSection), said));
    },
  },
];
