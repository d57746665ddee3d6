import type { System } from '../../../actions/system.ts';
import { caseStates } from '../../../domain/agency/agency-states.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { caseIds, caseOrders, countCases, searchCases } from '../../../store/agency/agency-query.ts';
import { caseTags } from '../../agency/case-lines.ts';
import { serviceNames } from '../../booking/summary-view.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { choice, oneOf, tabs } from '../list/filters.ts';
import { sitesOf } from '../staff-sites.ts';

/** Cases of the online agency; unless asked otherwise those that wait for the office. */
export const caseList = adminList({
  name: 'agency',
  label: 'agency.admin.title',
  empty: { none: 'agency.admin.noneSubmitted', narrowed: 'agency.admin.none' },
  open: async ({ system, request, staff }: ListRequest<System>) => {
    const catalogue = await system.catalogue();
    const site = asked(request, 'site');
    if (site !== '' && !catalogue.sites.has(site)) return 404;
    if (site !== '' && !mayWorkAt(staff, site)) return 403;
    const theirs = [...catalogue.sites.keys()].filter((code) => mayWorkAt(staff, code));
    const sites = site === '' ? theirs : [site];
    return { catalogue, site, sites, counts: await countCases(system.database.reader, sites) };
  },
  frame: ({ page: { t } }) => ({ heading: t('agency.admin.title'), lede: t('agency.admin.lede') }),
  filters: ({ page: { t, locale }, catalogue, staff, counts, site }) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const states = oneOf(t('agency.admin.states'), ['any', ...caseStates], 'submitted', (state) =>
      state === 'any' ? t('agency.admin.any') : t(`agency.state.${state}`),
    );
    const choices = sitesOf(catalogue, staff).filter(({ handling, code }) => handling || code === site);
    const codes = choices.map(({ code }) => code);
    return {
      site: choice(
        t('agency.admin.site'),
        t('agency.admin.allSites'),
        codes.length > 1 || site !== '' ? codes : [],
        (code) => catalogue.sites.get(code)?.name[locale] ?? code,
      ),
      state: tabs(states, (state) => (state === 'any' ? all : (counts.get(state) ?? 0))),
    };
  },
  orders: caseOrders,
  sort: 'since',
  source: async ({ system, sites }, { filters: { state }, ...asked }) => {
    const wanted = { ...asked, sites, state: state === 'any' ? null : state };
    const { lines, total } = await searchCases(system.database.reader, wanted);
    return { items: lines, total };
  },
  ids: ({ system, sites }, { filters: { state }, ...asked }) =>
    caseIds(system.database.reader, { ...asked, sites, state: state === 'any' ? null : state }),
  columns: ({ page, catalogue }) => {
    const { t, locale } = page;
    const time = (site: string, at: number): string =>
      formatting(locale, catalogue.sites.get(site)?.timeZone ?? 'Asia/Shanghai').listTime(at);
    return [
      {
        key: 'reference',
        label: t('agency.admin.reference'),
        kind: 'figures',
        nowrap: true,
        cell: ({ booking: { reference } }) => ({
          text: reference,
          href: paths.admin.item('agency', reference),
        }),
      },
      {
        key: 'enterprise',
        label: t('agency.admin.enterprise'),
        cell: ({ booking }) => booking.enterprise.name,
      },
      {
        key: 'services',
        label: t('agency.admin.services'),
        cell: ({ booking }) =>
          serviceNames(booking.services, catalogue, page).join(t('settings.form.listSeparator')),
      },
      {
        key: 'state',
        label: t('agency.admin.state'),
        cell: ({ state }) => ({ text: t(`agency.state.${state}`), tag: caseTags[state] }),
      },
      {
        key: 'since',
        label: t('agency.admin.since'),
        kind: 'figures',
        cell: ({ booking, since }) => time(booking.site, since),
      },
      {
        key: 'documents',
        label: t('agency.admin.documents'),
        kind: 'count',
        cell: ({ accepted, documents }) => `${accepted} / ${documents}`,
      },
      {
        key: 'visit',
        label: t('agency.admin.visit'),
        kind: 'figures',
        cell: ({ booking }) => time(booking.site, booking.start),
      },
      {
        key: 'site',
        label: t('agency.admin.site'),
        cell: ({ booking: { site } }) => catalogue.sites.get(site)?.name[locale] ?? site,
      },
    ];
  },
  export: { subject: ({ site }) => site || 'all' },
});
